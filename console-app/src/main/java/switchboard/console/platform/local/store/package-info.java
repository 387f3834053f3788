/** The store on this machine: which program it is, and the files that it is started with. */
package switchboard.console.platform.local.store;
