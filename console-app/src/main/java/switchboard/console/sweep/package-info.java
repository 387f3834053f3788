/**
 * Finds the cheapest configuration that meets objectives: measures one after the other on a running
 * system, keeps each on the disk, and says what is proven of the cheapest.
 */
package switchboard.console.sweep;
