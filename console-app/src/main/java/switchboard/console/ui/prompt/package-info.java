/** What the window says and asks about actions, without stopping anything: the bar at its foot. */
package switchboard.console.ui.prompt;
