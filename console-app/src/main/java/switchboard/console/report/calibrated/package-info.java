/** What a report says of a machine that is calibrated. */
package switchboard.console.report.calibrated;
