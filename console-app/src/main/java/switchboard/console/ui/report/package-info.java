/** Reports that are written from the window. */
package switchboard.console.ui.report;
