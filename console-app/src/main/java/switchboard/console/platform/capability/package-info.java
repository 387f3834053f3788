/**
 * What not every platform can do, an interface each. Nothing here says "cannot": a platform that
 * lacks a capability does not have its interface, and window and command line leave out what needs
 * it.
 */
package switchboard.console.platform.capability;
