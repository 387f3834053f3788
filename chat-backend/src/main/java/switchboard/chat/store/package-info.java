/**
 * The durable log of messages, kept in a Redis-compatible server, and what replicas tell each other
 * through it. {@link switchboard.chat.store.MessageStore} is the way in; everything runs on one
 * event loop.
 */
package switchboard.chat.store;
