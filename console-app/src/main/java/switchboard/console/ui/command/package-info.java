/** Finding any action by typing. */
package switchboard.console.ui.command;
