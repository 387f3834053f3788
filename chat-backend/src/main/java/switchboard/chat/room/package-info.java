/**
 * The rooms of a replica: their members' WebSockets, what members send, what is delivered to them,
 * and how many are present.
 */
package switchboard.chat.room;
