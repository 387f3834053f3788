/** What is known of a run while it lasts. */
package switchboard.console.experiment.progress;
