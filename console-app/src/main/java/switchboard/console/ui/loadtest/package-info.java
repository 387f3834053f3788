/** Load tests: what is sent, the one that runs, and what came of those before, two side by side. */
package switchboard.console.ui.loadtest;
