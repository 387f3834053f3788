/** The figures and the live charts of the whole system. */
package switchboard.console.ui.cockpit.charts;
