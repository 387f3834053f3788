/**
 * The chat backend: one replica of the Chat API over HTTP and WebSocket. {@link
 * switchboard.chat.Replica} puts the parts together; everything runs on its one event loop. A
 * replica holds no state that matters.
 */
package switchboard.chat;
