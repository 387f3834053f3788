package switchboard.console.metrics.panel;

import static switchboard.console.metrics.panel.Query.byInstance;
import static switchboard.console.metrics.panel.Query.named;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import switchboard.console.metrics.Expression;
import switchboard.console.text.Unit;

/** The cockpit's six charts, in their order on the screen. */
public record Panels(
    Panel requests, Panel latency, Panel errors, Panel cpu, Panel memory, Panel messages) {

  /**
   * The panels with rates over windows that suit the scrapes.
   *
   * @param scrapeInterval of whatever scrapes the system: rates are taken over four scrapes, 10 s
   *     at least
   */
  public static Panels forScrapesEvery(Duration scrapeInterval) {
    ChatExpressions chat = ChatExpressions.forScrapesEvery(scrapeInterval);
    return new Panels(
        panel(
            "requests",
            "Requests per second",
            Unit.PER_SECOND,
            byInstance(chat.requestsByInstance())),
        new Panel(
            "latency",
            "Latency",
            Unit.SECONDS,
            List.of(
                named("p50", chat.latency(0.50)),
                named("p95", chat.latency(0.95)),
                named("p99", chat.latency(0.99))),
            Optional.empty(),
            Optional.empty(),
            Optional.of(chat.latencyBuckets())),
        panel(
            "errors",
            "Errors per second",
            Unit.PER_SECOND,
            named("HTTP 5xx", chat.serverErrors()),
            named("failed", chat.userFailures())),
        limited(
            panel("cpu", "CPU per replica", Unit.CORES, byInstance(chat.cpuByInstance())),
            chat.byInstance("container_cpu_limit_cores"),
            Optional.of(chat.throttledByInstance())),
        limited(
            panel("memory", "Memory per replica", Unit.BYTES, byInstance(chat.memoryByInstance())),
            chat.byInstance("container_memory_limit_bytes"),
            Optional.empty()),
        panel(
            "messages",
            "Messages",
            Unit.PER_SECOND,
            named("delivered", chat.perSecond("chat_messages_delivered_total")),
            named("accepted", chat.perSecond("chat_messages_accepted_total"))));
  }

  public List<Panel> all() {
    return List.of(requests, latency, errors, cpu, memory, messages);
  }

  private static Panel panel(String id, String title, Unit unit, Query... queries) {
    return new Panel(id, title, unit, List.of(queries), Optional.empty(), Optional.empty());
  }

  private static Panel limited(Panel panel, Expression limit, Optional<Expression> strain) {
    return new Panel(
        panel.id(), panel.title(), panel.unit(), panel.queries(), Optional.of(limit), strain);
  }
}
