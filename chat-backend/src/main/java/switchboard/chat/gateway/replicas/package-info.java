/**
 * The replicas as the gateway sees them: which there are, which may be chosen, and how a call is
 * handed to one after another until it is answered.
 */
package switchboard.chat.gateway.replicas;
