/**
 * Two samples compared by their ranks, and how small a difference a sample's noise lets one see.
 * Nothing is read and nothing is written; equal values give equal answers.
 */
package switchboard.console.statistics;
