/** Answers expressions from the console's own scrapes, as a Prometheus would. */
package switchboard.console.metrics.evaluation;
