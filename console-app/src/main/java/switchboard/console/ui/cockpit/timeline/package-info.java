/** What happened, as dots on a line of time. */
package switchboard.console.ui.cockpit.timeline;
