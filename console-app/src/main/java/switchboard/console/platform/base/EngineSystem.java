package switchboard.console.platform.base;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Limits;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.ResourceReading;
import switchboard.console.platform.Step;
import switchboard.console.platform.SystemState.Endpoints;

/**
 * The system as an engine runs it, opened for a launch and closed after its end. {@link
 * EnginePlatform} lets one thread at a time change it; any may look.
 */
public interface EngineSystem extends AutoCloseable {

  /** Whether it ran before this console came. */
  boolean adopted();

  /** Whether there may be something that this console has started. */
  boolean begun();

  /** Brings everything up with {@code count} replicas; running components are not recreated. */
  void start(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed;

  /** Like {@link #start}, once it has been started. */
  default void ensure(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed {
    scale(count, progress);
  }

  /** Brings the number of replicas to {@code count}. */
  void scale(int count, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed;

  /** Limits the current and future replicas. */
  void limit(Limits limits, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed;

  /**
   * Removes everything and waits until nothing of it runs.
   *
   * @param deleteData whether the messages go, too
   */
  void stop(boolean deleteData, Consumer<Step> progress)
      throws IOException, InterruptedException, StepFailed;

  List<Instance> instances();

  /** Empty until it has been started. */
  Optional<Endpoints> endpoints();

  /** The store's program with its version; empty until it is known. */
  Optional<String> store();

  /** What each running component has consumed, by name. */
  Map<String, ResourceReading> consumption();

  /** The newest lines of an instance that are not older than that; none where it is unknown. */
  List<LogLine> logs(String name, Instant since) throws IOException;

  /** Ends the watching; a system on an engine of its own keeps running. */
  @Override
  void close();
}
