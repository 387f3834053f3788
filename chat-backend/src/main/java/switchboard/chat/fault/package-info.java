/** Harm that an operator does to one replica on purpose, each kind ending by itself. */
package switchboard.chat.fault;
