package switchboard.chat.gateway;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.management.EventLoop;
import switchboard.chat.management.Program;

/** The gateway as a process of its own. */
public final class GatewayMain {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayMain.class);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(9);

  private GatewayMain() {}

  /** Starts from the environment; takes no arguments. */
  public static void main(String[] arguments) {
    Program.run(
        arguments,
        environment -> {
          var config = GatewayConfig.of(environment);
          LOG.info("gateway with {}", config);
          var vertx = EventLoop.create();
          var gateway = new Gateway(vertx, config, GatewayLimits.DEFAULT);
          Program.onTermination(
              () -> gateway.stop().compose(stopped -> vertx.close()), STOP_TIMEOUT);
          gateway
              .start()
              .onSuccess(
                  ports ->
                      LOG.info(
                          "ready on :{} after {} ms (management on :{})",
                          ports.proxy(),
                          Program.sinceStart().toMillis(),
                          ports.management()))
              .onFailure(failure -> Program.fail("The gateway could not start", failure));
        });
  }
}
