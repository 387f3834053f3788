/** Probes: questions that an experiment asks of the system while it runs. */
package switchboard.console.experiment.probe;
