/** The window around the screens: the bar at the top, the rail, notices, and the theme. */
package switchboard.console.ui.shell;
