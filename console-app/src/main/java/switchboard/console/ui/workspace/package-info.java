/** What the window has of each platform, and how a screen is registered with it. */
package switchboard.console.ui.workspace;
