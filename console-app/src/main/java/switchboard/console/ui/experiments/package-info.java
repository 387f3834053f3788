/** The experiments that can be run, the one that runs, and what came of those before. */
package switchboard.console.ui.experiments;
