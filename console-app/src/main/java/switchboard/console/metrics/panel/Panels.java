package switchboard.console.metrics.panel;

import static switchboard.console.metrics.panel.Query.byInstance;
import static switchboard.console.metrics.panel.Query.named;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        Panel.of(
            "requests",
            "Requests per second",
            Unit.PER_SECOND,
            byInstance(chat.requestsByInstance())),
        Panel.of(
                "latency",
                "Latency",
                Unit.SECONDS,
                named("p50", chat.latency(0.50)),
                named("p95", chat.latency(0.95)),
                named("p99", chat.latency(0.99)))
            .ofHistogram(chat.latencyBuckets())
            .headed(Headline.latest("p99")),
        Panel.of(
            "errors",
            "Errors per second",
            Unit.PER_SECOND,
            named("HTTP 5xx", chat.serverErrors()),
            named("failed", chat.userFailures())),
        Panel.of("cpu", "CPU per replica", Unit.CORES, byInstance(chat.cpuByInstance()))
            .limited(
                chat.byInstance("container_cpu_limit_cores"),
                Optional.of(chat.throttledByInstance()))
            .headed(Headline.sumInAll()),
        Panel.of("memory", "Memory per replica", Unit.BYTES, byInstance(chat.memoryByInstance()))
            .limited(chat.byInstance("container_memory_limit_bytes"), Optional.empty())
            .headed(Headline.sumInAll()),
        Panel.of(
                "messages",
                "Messages",
                Unit.PER_SECOND,
                named("delivered", chat.perSecond("chat_messages_delivered_total")),
                named("accepted", chat.perSecond("chat_messages_accepted_total")))
            .headed(Headline.latest("delivered"))
            .tinted());
  }

  public List<Panel> all() {
    return List.of(requests, latency, errors, cpu, memory, messages);
  }
}
