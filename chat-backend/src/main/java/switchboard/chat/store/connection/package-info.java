/**
 * Connections to the store, which are made again after each outage, and the time that an operation
 * on it may take.
 */
package switchboard.chat.store.connection;
