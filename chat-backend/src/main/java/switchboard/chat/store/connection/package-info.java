/**
 * Connections to the store, by TLS where its address asks for that, which are made again after each
 * outage, and the time that an operation on it may take.
 */
package switchboard.chat.store.connection;
