/** Injecting faults into replicas, their verdicts, and the requests that failed meanwhile. */
package switchboard.console.ui.faults;
