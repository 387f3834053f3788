/** Probes: questions that an experiment asks of the system while it runs; claims on the answers. */
package switchboard.console.experiment.probe;
