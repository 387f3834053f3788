/** JavaFX as the window uses it: small nodes, formats, colours, and the door between threads. */
package switchboard.console.ui.fx;
