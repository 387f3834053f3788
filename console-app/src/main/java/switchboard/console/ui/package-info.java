/** The window. Only this package and those beneath it know JavaFX. */
package switchboard.console.ui;
