/** The alerts of a Prometheus and the rules they come from. */
package switchboard.console.metrics.alerts;
