/** What all instances print, merged by time. */
package switchboard.console.logs;
