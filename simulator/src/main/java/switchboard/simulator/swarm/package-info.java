/** The virtual users: their load, their way to the chat server, and their life. */
package switchboard.simulator.swarm;
