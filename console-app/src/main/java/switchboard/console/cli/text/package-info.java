/** Results as lines on a terminal. */
package switchboard.console.cli.text;
