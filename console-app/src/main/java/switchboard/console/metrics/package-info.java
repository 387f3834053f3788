/**
 * What the console knows in numbers: a typed {@link switchboard.console.metrics.Expression}, and
 * who answers it. It is rendered to PromQL and asked of a Prometheus, or evaluated over the
 * console's own scrapes, with the same answers.
 */
package switchboard.console.metrics;
