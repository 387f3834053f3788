/**
 * Which configuration is measured next, what limited one, and what was proven in the end: pure
 * functions of what has been measured so far.
 */
package switchboard.console.sweep.search;
