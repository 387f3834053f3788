/** What is done at which moment of a run. */
package switchboard.console.experiment.schedule;
