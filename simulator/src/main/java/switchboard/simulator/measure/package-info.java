/** What is measured: counts, latencies, and failures in words. */
package switchboard.simulator.measure;
