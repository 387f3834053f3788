/** Launching and stopping the system: the start page, its choices, and the progress. */
package switchboard.console.ui.cockpit.start;
