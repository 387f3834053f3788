/** The chat page; its files are resources of this package. */
package switchboard.chat.gateway.web;
