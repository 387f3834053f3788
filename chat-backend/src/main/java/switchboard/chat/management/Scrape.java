package switchboard.chat.management;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Renders one registry in the Prometheus text format. The {@code process_*} and {@code jvm_*}
 * families join it at the first scrape, because the JDK's management beans would double the time
 * that a replica needs to start.
 */
final class Scrape {
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  /** Counted by listing them: as many as there are users, at every scrape. */
  private static final String OPEN_FILES = "process_open_fds";

  private final PrometheusRegistry registry;
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private boolean jvmRegistered;

  Scrape(PrometheusRegistry registry) {
    this.registry = registry;
  }

  /** Reads files and beans: call off the event loop. */
  synchronized byte[] text() {
    if (!jvmRegistered) {
      registerJvm();
      jvmRegistered = true;
    }
    var text = new ByteArrayOutputStream(16 * 1024);
    try {
      writer.write(text, registry.scrape(name -> !name.equals(OPEN_FILES)));
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text.toByteArray();
  }

  /** All but the threads: their search for deadlocks stops the JVM at every scrape. */
  private void registerJvm() {
    ProcessMetrics.builder().register(registry);
    JvmRuntimeInfoMetric.builder().register(registry);
    JvmMemoryMetrics.builder().register(registry);
    JvmBufferPoolMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
    JvmClassLoadingMetrics.builder().register(registry);
  }
}
