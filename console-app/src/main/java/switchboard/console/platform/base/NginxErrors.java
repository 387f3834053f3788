package switchboard.console.platform.base;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import switchboard.console.platform.GatewayEvent;
import switchboard.console.platform.LogLine;

/**
 * What nginx's error log says of replicas that it takes out. That it takes one in again, it does
 * not say. Source of the words: nginx, {@code src/http/ngx_http_upstream_round_robin.c}.
 */
public final class NginxErrors {
  private static final Pattern TAKEN_OUT =
      Pattern.compile("upstream server temporarily disabled .*upstream: \"https?://([^/\"]+):\\d+");

  /** For how long it leaves such a replica out: {@code fail_timeout} of its upstreams. */
  public static final Duration FAIL_TIMEOUT = Duration.ofSeconds(2);

  /** From the event until the engine has the line, at most: nginx writes it at once. */
  private static final Duration WRITING = Duration.ofSeconds(1);

  private NginxErrors() {}

  /**
   * Reads a log.
   *
   * @param replicas by the address at which nginx reaches them; others are left out
   */
  public static List<GatewayEvent> takenOut(
      String gateway, List<LogLine> lines, Map<String, String> replicas) {
    var events = new ArrayList<GatewayEvent>();
    for (var line : lines) {
      var found = TAKEN_OUT.matcher(line.text());
      if (found.find() && replicas.containsKey(found.group(1))) {
        events.add(
            new GatewayEvent(
                gateway,
                replicas.get(found.group(1)),
                true,
                line.at().minus(WRITING),
                line.at(),
                "was disabled, by nginx's error log"));
      }
    }
    return events;
  }
}
