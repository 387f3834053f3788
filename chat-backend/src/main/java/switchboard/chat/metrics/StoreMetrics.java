package switchboard.chat.metrics;

import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import switchboard.chat.store.MessageStore;
import switchboard.chat.store.StoreMemory;

/**
 * Metrics of the store as one replica sees it. Figures that the store does not report are not
 * published.
 */
public final class StoreMetrics {
  private StoreMetrics() {}

  public static void register(PrometheusRegistry registry, MessageStore store) {
    gauge(
        registry,
        "chat_store_outage_seconds",
        "How long this replica has not reached the store; 0 while it does.",
        () -> Optional.of(store.outage().toNanos() / 1e9));
    gauge(
        registry,
        "chat_store_memory_used_bytes",
        "Memory that the store uses.",
        () -> store.memory().map(memory -> (double) memory.usedBytes()));
    gauge(
        registry,
        "chat_store_memory_limit_bytes",
        "Memory above which the store refuses messages; absent without such a limit.",
        () ->
            store
                .memory()
                .map(StoreMemory::maxBytes)
                .filter(bytes -> bytes > 0)
                .map(Long::doubleValue));
  }

  private static void gauge(
      PrometheusRegistry registry, String name, String help, Supplier<Optional<Double>> value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> value.get().ifPresent(callback::call))
        .register(registry);
  }
}
