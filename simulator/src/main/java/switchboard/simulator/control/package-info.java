/** The control port: load, stats, quiet, benchmarks, health and metrics over HTTP. */
package switchboard.simulator.control;
