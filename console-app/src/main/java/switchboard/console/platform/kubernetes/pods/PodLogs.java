package switchboard.console.platform.kubernetes.pods;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import switchboard.console.platform.LogLine;
import switchboard.console.platform.base.ContainerLog;
import switchboard.console.platform.kubernetes.access.Names;

/** The logs of a pod's container, the previous incarnation included. */
final class PodLogs {
  private static final int NEWEST = 2_000;
  private static final int TAIL = 20;

  private PodLogs() {}

  /** In the order of time. */
  static List<LogLine> of(KubernetesClient client, PodView pod, String instance, Instant since) {
    var lines = new ArrayList<LogLine>();
    if (pod.restarts() > 0 && pod.exit().filter(exit -> !exit.at().isBefore(since)).isPresent()) {
      lines.addAll(read(client, pod, instance, since, true));
    }
    lines.addAll(read(client, pod, instance, since, false));
    return lines.subList(Math.max(0, lines.size() - NEWEST), lines.size());
  }

  private static List<LogLine> read(
      KubernetesClient client, PodView pod, String instance, Instant since, boolean previous) {
    var container =
        client.pods().inNamespace(Names.NAMESPACE).withName(pod.name()).inContainer(pod.part());
    try {
      var text =
          previous
              ? container.usingTimestamps().terminated().tailingLines(NEWEST).getLog(true)
              : since.equals(Instant.EPOCH)
                  ? container.usingTimestamps().tailingLines(NEWEST).getLog(true)
                  : container
                      .usingTimestamps()
                      .sinceTime(since.toString())
                      .tailingLines(NEWEST)
                      .getLog(true);
      return lines(text, instance).stream().filter(line -> !line.at().isBefore(since)).toList();
    } catch (KubernetesClientException e) {
      // It has no log before its container runs, and none of a life that the node has forgotten.
      return List.of();
    }
  }

  /**
   * @param text lines that begin with their time: {@code 2026-01-01T00:00:00.000000000Z text}
   */
  static List<LogLine> lines(String text, String instance) {
    var log = new ContainerLog(instance);
    text.lines().forEach(log::add);
    return log.newest(NEWEST);
  }

  /** The last lines, of its life before the present one too, to explain a failure with. */
  static String tail(KubernetesClient client, PodView pod) {
    // While it waits for its next start, the node gives the same life's log twice.
    var lines = of(client, pod, pod.name(), Instant.EPOCH).stream().distinct().toList();
    return LogLine.tail(lines, TAIL);
  }
}
