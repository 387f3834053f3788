/** The components in the order of the data path, a card for each. */
package switchboard.console.ui.cockpit.topology;
