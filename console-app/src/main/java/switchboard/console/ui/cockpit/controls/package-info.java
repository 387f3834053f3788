/** The panel of controls: replicas, load, limits, and the monitoring of the cluster. */
package switchboard.console.ui.cockpit.controls;
