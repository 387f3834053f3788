/**
 * Load tests: what one is, how a simulator carries it out, and how it is judged. They go beside the
 * users, whose load stays as it is.
 */
package switchboard.console.loadtest;
