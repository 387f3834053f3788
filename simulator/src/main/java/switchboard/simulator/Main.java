package switchboard.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.simulator.swarm.Load;

/** The simulator's process: configured by its environment, ended by SIGTERM. */
public final class Main {
  private static final int BAD_CONFIGURATION = 2;
  private static final int FAILED = 1;
  private static final Duration GRACE = Duration.ofSeconds(8);
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  public static void main(String[] arguments) {
    if (arguments.length > 0) {
      exit(
          "expected no arguments: all settings are environment variables; found \"%s\""
              .formatted(arguments[0]));
      return;
    }
    Simulator simulator;
    SimulatorConfig config;
    try {
      config = SimulatorConfig.from(System.getenv());
      LOG.info("{}", config);
      simulator = new Simulator(config, OpenFiles.ofThisProcess());
    } catch (SimulatorConfig.Invalid | Load.Rejected e) {
      exit(e.getMessage());
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(simulator), "shutdown"));
    simulator
        .start()
        .onSuccess(port -> LOG.info("ready on :{} after {} ms", port, sinceStart().toMillis()))
        .onFailure(
            failure -> {
              LOG.error(
                  "could not bind {}:{}: {}", config.host(), config.port(), failure.getMessage());
              Runtime.getRuntime().halt(FAILED);
            });
  }

  private static Duration sinceStart() {
    var now = Instant.now();
    return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
  }

  private static void exit(String message) {
    LOG.error("{}", message);
    System.exit(BAD_CONFIGURATION);
  }

  /**
   * A virtual machine that a signal ends exits with the signal's status; to end well it has to be
   * halted.
   */
  private static void end(Simulator simulator) {
    try {
      simulator
          .close()
          .toCompletionStage()
          .toCompletableFuture()
          .get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      LOG.warn("not everything was closed within {} s", GRACE.toSeconds(), e);
    }
    Runtime.getRuntime().halt(0);
  }
}
