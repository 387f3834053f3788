/**
 * TLS of the gateway's public port: certificates from files, replaced while connections are open.
 */
package switchboard.chat.gateway.tls;
