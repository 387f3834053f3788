/**
 * What of a run can be compared with other runs: its figures, and the conditions under which they
 * were measured. And what a machine can see: the noise of equal runs, kept for each machine,
 * platform and experiment.
 */
package switchboard.console.calibration;
