package switchboard.console.platform;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import switchboard.console.platform.base.HelperProcess;

/** A console in a process of its own, which a test can kill. */
public final class ConsoleProcess {
  private ConsoleProcess() {}

  /** Starts the main method of a class on this process's class path; its errors are seen here. */
  public static Process start(Class<?> main, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(HelperProcess.java().toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx128m"));
    command.addAll(List.of("-Duser.language=en", "-cp", HelperProcess.classPath(), main.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
