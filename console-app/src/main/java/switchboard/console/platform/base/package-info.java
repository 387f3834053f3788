/**
 * What the three platforms stand on: the life cycle of a system that an engine runs, rolling out
 * limits, waiting until components are ready, and the files, programs and commands of an engine.
 */
package switchboard.console.platform.base;
