/**
 * Certificates of the gateway: this user's own authority, or files of the operator; that of the
 * store; and clients that trust the gateway's.
 */
package switchboard.console.tls;
