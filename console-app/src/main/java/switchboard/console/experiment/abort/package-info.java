/**
 * When a run is ended before its time: a condition holds, or an objective is missed for certain.
 */
package switchboard.console.experiment.abort;
