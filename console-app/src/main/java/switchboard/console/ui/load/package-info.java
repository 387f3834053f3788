/** The screen of load: load tests, and the search for a capacity. */
package switchboard.console.ui.load;
