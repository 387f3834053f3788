/** How evenly requests and sockets fall on the replicas. */
package switchboard.console.experiment.balance;
