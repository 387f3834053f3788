/** Faults that an operator injects into one replica. Each ends by itself. */
package switchboard.chat.fault;
