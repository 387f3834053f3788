/** The screen on which the operator chooses how the console is. */
package switchboard.console.ui.settings;
