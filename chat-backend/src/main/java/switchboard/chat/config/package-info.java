/** The settings of a replica, and its timeouts. */
package switchboard.chat.config;
