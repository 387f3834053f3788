/** The runs that are kept, and bundles of others: watched again, verified, reported. */
package switchboard.console.ui.runs;
