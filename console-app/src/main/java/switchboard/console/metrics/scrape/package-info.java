/** The console's own scrapes: what a component's {@code /metrics} says, and its history. */
package switchboard.console.metrics.scrape;
