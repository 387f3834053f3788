package switchboard.chat;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import switchboard.chat.config.ChatConfig;
import switchboard.chat.management.Program;

/** Starts one replica of the chat backend; see {@link ChatConfig} for its settings. */
public final class Main {
  private static final Logger log = LoggerFactory.getLogger(Main.class);
  private static final Duration STOP_TIMEOUT = Duration.ofMillis(9_500);

  private Main() {}

  public static void main(String[] arguments) {
    Program.run(
        arguments,
        environment -> {
          ChatConfig config = ChatConfig.from(environment);
          log.info("Starting: {}", config);
          Replica replica = new Replica(config);
          Program.onTermination(replica::stop, STOP_TIMEOUT);
          int port = Program.await(replica.start(new Warmup()));
          log.info("ready on :{} after {} ms", port, Program.sinceStart().toMillis());
        });
  }
}
