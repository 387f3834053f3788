/**
 * What the console knows in numbers. A panel is data: an {@link
 * switchboard.console.metrics.Expression} is either rendered to PromQL and asked of a Prometheus,
 * or evaluated over the console's own scrapes, with the same answers.
 */
package switchboard.console.metrics;
