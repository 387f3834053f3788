/** What is noted of a run while it lasts: all that its figures are made of, in order. */
package switchboard.console.experiment.journal;
