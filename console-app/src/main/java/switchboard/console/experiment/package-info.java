/**
 * Experiments: what a run does, when, what was seen of it, and how it is judged. Neither the window
 * nor the command line is known here: both carry out the same {@link
 * switchboard.console.experiment.RunPlan}.
 */
package switchboard.console.experiment;
