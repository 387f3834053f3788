/**
 * Who asks, by token and address, how much one may ask for, and whether what is asked is
 * well-formed.
 */
package switchboard.chat.request;
