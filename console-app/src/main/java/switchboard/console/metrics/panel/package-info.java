/** What is shown: the panels of the charts and the readings beside them, as expressions. */
package switchboard.console.metrics.panel;
