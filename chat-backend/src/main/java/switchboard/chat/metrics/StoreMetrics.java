package switchboard.chat.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.OptionalDouble;
import switchboard.chat.store.MessageStore;
import switchboard.chat.store.StoreMemory;

/**
 * Metrics of the store as one replica sees it. Figures that the store does not report are not
 * published.
 */
public final class StoreMetrics {
  private StoreMetrics() {}

  public static void register(PrometheusRegistry registry, MessageStore store) {
    ContainerMetrics.gauge(
        registry,
        "chat_store_outage_seconds",
        "How long this replica has not reached the store; 0 while it does.",
        () -> OptionalDouble.of(store.outage().toNanos() / 1e9));
    ContainerMetrics.gauge(
        registry,
        "chat_store_memory_used_bytes",
        "Memory that the store uses.",
        () -> store.memory().stream().mapToDouble(StoreMemory::usedBytes).findFirst());
    ContainerMetrics.gauge(
        registry,
        "chat_store_memory_limit_bytes",
        "Memory above which the store refuses messages; absent without such a limit.",
        () ->
            store.memory().stream()
                .mapToDouble(StoreMemory::maxBytes)
                .filter(bytes -> bytes > 0)
                .findFirst());
  }
}
