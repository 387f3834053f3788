/** Whether the machine had nothing else to do while a run measured. */
package switchboard.console.experiment.machine;
