/** Runs of many equal requests, closed or open loop, apart from the users. */
package switchboard.simulator.loadtest;
