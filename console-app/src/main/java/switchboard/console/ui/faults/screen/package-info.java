/** The screen of all faults: what can be injected, what runs, and what came of it. */
package switchboard.console.ui.faults.screen;
