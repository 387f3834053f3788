/** The check of the delivery promise: what was owed, what came, and how. */
package switchboard.simulator.books;
