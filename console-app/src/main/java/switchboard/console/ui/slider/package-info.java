/** Sliders that move in steps, with their names and values. */
package switchboard.console.ui.slider;
