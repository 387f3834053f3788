/** The screen on which the system is launched, watched and subjected to faults. */
package switchboard.console.ui.cockpit;
