/**
 * The gateway: passes requests and WebSockets to the replica with the least to do, goes on with
 * another when one dies, and serves the chat page.
 */
package switchboard.chat.gateway;
