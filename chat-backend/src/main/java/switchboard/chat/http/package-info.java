/** The routes of the Chat API, and the pages of history that it answers with. */
package switchboard.chat.http;
