/** Tasks that run later, or at a rate, on the event loop. */
package switchboard.simulator.schedule;
