/** What was done and what happened, in order of time. */
package switchboard.console.session.timeline;
