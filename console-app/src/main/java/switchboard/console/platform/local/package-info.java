/** The platform of this machine: every component is a process, supervised by the console. */
package switchboard.console.platform.local;
