/**
 * Bundles: a file that holds all that a run saw and found, so that others can check every figure of
 * its report, and watch it again.
 */
package switchboard.console.bundle;
