/** Measurements: counts, latencies and failures. */
package switchboard.simulator.measure;
