/** The screen of what all instances print. */
package switchboard.console.ui.logs;
