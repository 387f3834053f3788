/** The control port: load, stats, quiet, load tests, health and metrics over HTTP. */
package switchboard.simulator.control;
