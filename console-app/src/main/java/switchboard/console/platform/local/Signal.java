package switchboard.console.platform.local;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** The signals of job control, which Java itself cannot send. */
enum Signal {
  /** Stops a process; it cannot refuse, and handles no other signal but SIGKILL meanwhile. */
  STOP,
  /** Resumes a stopped process; no effect on a running one. */
  CONT;

  /** Whether this system has them. */
  static boolean areThere() {
    return !System.getProperty("os.name").startsWith("Windows");
  }

  /**
   * Returns when the signal is sent.
   *
   * @return false when the process has ended
   */
  boolean sendTo(ProcessHandle process) throws IOException {
    if (!process.isAlive()) {
      return false;
    }
    // The shell's own kill: there is one on every system, which is not so of the program.
    var sending =
        new ProcessBuilder("sh", "-c", "kill -" + name() + " " + process.pid())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    return sending.onExit().join().exitValue() == 0;
  }
}
