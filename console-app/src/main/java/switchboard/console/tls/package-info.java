/**
 * Certificates of the gateway: this user's own authority, or files of the operator; and clients
 * that trust them.
 */
package switchboard.console.tls;
