/** Tuning: what is searched, what was measured of each configuration, and the cheapest of them. */
package switchboard.console.ui.tuning;
