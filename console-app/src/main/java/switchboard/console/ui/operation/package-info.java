/** What the operator does that takes time: one at a time, its progress, and what is denied. */
package switchboard.console.ui.operation;
