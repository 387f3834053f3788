/**
 * The process that resumes containers which a console has paused, when the console is gone, however
 * it went.
 */
package switchboard.console.platform.compose.guard;
