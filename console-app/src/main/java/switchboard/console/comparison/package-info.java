/**
 * Runs compared with runs: what may not be compared, the figures of both sides, by how much they
 * differ, and what that says.
 */
package switchboard.console.comparison;
