/** The chat server that is under load: where it is, and what makes its certificate trusted. */
package switchboard.simulator.endpoint;
