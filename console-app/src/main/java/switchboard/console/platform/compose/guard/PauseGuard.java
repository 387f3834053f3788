package switchboard.console.platform.compose.guard;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.console.platform.base.HelperProcess;

/**
 * The console's end of the {@link PauseGuardMain} process, which resumes what the console has
 * paused when the console is gone. Any thread may call.
 */
public final class PauseGuard implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(PauseGuard.class);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  private final Map<String, String> environment;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

  /** By container; what an ended process held is handed to the next one. */
  private final Map<String, Hold> held = new LinkedHashMap<>();

  private Process process;
  private Writer pipe;
  private boolean closed;

  /**
   * @param until when the console resumes it, as {@link System#nanoTime}
   */
  private record Hold(Instant started, long until) {
    String line(String container) {
      var left = Math.max(0, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime()));
      return "hold " + container + " " + started + " " + left;
    }
  }

  /**
   * A guard whose process is not started yet.
   *
   * @param environment added to this process's own, so that the docker command finds the engine
   */
  public PauseGuard(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Starts the process, so that it is there when it is needed; does nothing while it lives. */
  public synchronized void start() throws IOException {
    if (process != null && process.isAlive()) {
      return;
    }
    var builder =
        new ProcessBuilder(
            HelperProcess.command(
                HelperProcess.java(),
                HelperProcess.classPath(),
                PauseGuardMain.class.getName(),
                List.of()));
    builder.environment().putAll(environment);
    process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    pipe = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    var output = process.inputReader();
    // A platform thread: reading a pipe would hold a virtual thread's carrier.
    Thread.ofPlatform().daemon().name("pause-guard").start(() -> listen(output));
    for (var each : held.entrySet()) {
      send(each.getValue().line(each.getKey()));
    }
  }

  /** Until the process ends; one that ends while it is needed is started again. */
  private void listen(BufferedReader output) {
    try {
      output.lines().forEach(answers::add);
    } catch (UncheckedIOException e) {
      LOG.debug("The guard's output has ended", e);
    }
    try {
      restartIfNeeded();
    } catch (IOException e) {
      LOG.warn("The process that resumes paused containers cannot be started again", e);
    }
  }

  private synchronized void restartIfNeeded() throws IOException {
    if (!closed && !held.isEmpty()) {
      LOG.warn("The process that resumes paused containers ended and is started again");
      process.onExit().join();
      start();
    }
  }

  /**
   * From now on a container is resumed when the console dies, or does not resume it itself soon
   * after its time. Returns when the process has confirmed that.
   *
   * @param started when its present life began
   * @param lasts how long it is going to be paused
   * @throws IOException when the process cannot be started, or does not answer
   */
  public synchronized void hold(String container, Instant started, Duration lasts)
      throws IOException {
    var hold = new Hold(started, System.nanoTime() + lasts.toNanos());
    start();
    var line = hold.line(container);
    send(line);
    awaitAnswer(line);
    held.put(container, hold);
  }

  private void awaitAnswer(String line) throws IOException {
    var deadline = System.nanoTime() + ANSWER_TIMEOUT.toNanos();
    try {
      var answer = "";
      while (!line.equals(answer)) {
        answer = answers.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (answer == null) {
          throw new IOException("the process that would resume it does not answer");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /** The container was resumed. */
  public synchronized void release(String container) {
    if (held.remove(container) == null) {
      return;
    }
    try {
      send("release " + container);
    } catch (IOException e) {
      LOG.debug("The guard is gone, and holds nothing", e);
    }
  }

  private void send(String line) throws IOException {
    pipe.write(line + "\n");
    pipe.flush();
  }

  /** The process resumes what it still holds, and ends; it is not waited for. */
  @Override
  public synchronized void close() {
    closed = true;
    if (process == null) {
      return;
    }
    try {
      pipe.close();
    } catch (IOException e) {
      LOG.debug("The guard was already gone", e);
    }
  }
}
