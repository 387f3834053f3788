/** What is measured of the system that a session runs, and what it used. */
package switchboard.console.session.metrics;
