package switchboard.chat;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.config.ChatConfig;
import switchboard.chat.management.Program;

/** Starts one replica of the chat backend; see {@link ChatConfig} for its settings. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(16);

  private Main() {}

  public static void main(String[] arguments) {
    Program.run(
        arguments,
        environment -> {
          var config = ChatConfig.from(environment);
          LOG.info("Starting: {}", config);
          var replica = new Replica(config);
          Program.onTermination(replica::stop, STOP_TIMEOUT);
          int port = Program.await(replica.start(new Warmup()));
          LOG.info("ready on :{} after {} ms", port, Program.sinceStart().toMillis());
        });
  }
}
