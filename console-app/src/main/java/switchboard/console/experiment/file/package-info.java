/**
 * Experiments as files: what may stand in one ({@link switchboard.console.experiment.file.Shape}s,
 * from which its JSON Schema is written), and what is wrong with one, by line and column.
 */
package switchboard.console.experiment.file;
