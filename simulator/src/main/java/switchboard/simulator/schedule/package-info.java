/** Things that happen later, and at a rate, on the event loop. */
package switchboard.simulator.schedule;
