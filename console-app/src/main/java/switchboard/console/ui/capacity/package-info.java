/** The search for a capacity: its form, the bracket that narrows, and the trials in a table. */
package switchboard.console.ui.capacity;
