/**
 * The report of a run, as JSON and as one HTML file. {@link switchboard.console.report.Report} is
 * all that either of them says; the HTML is made of nothing else.
 */
package switchboard.console.report;
