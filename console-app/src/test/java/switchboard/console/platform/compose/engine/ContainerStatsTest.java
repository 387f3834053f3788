package switchboard.console.platform.compose.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import switchboard.console.platform.ResourceReading;

/** The engine's statistics in the form of its API, read. */
class ContainerStatsTest {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private static Optional<ResourceReading> read(String text) throws JsonProcessingException {
    return ContainerStats.consumption(JSON.readValue(text, Statistics.class));
  }

  @Test
  void memoryIsWithoutWhatCanBeDropped() throws JsonProcessingException {
    var figures =
        read("""
        {"read": "2026-01-01T12:00:00.5Z", "cpu_stats": {"cpu_usage": {"total_usage": 1500000000}},
         "memory_stats": {"usage": 5000000, "stats": {"total_inactive_file": 2000000}}}
        """)
            .orElseThrow();

    assertThat(figures.at()).isEqualTo(Instant.parse("2026-01-01T12:00:00.5Z"));
    assertThat(figures.cpuTime()).isEqualTo(Duration.ofMillis(1_500));
    assertThat(figures.memoryBytes()).hasValue(3_000_000);
  }

  @Test
  void secondVersionOfControlGroupsNamesItOtherwise() throws JsonProcessingException {
    var figures =
        read(
            """
            {"read": "2026-01-01T12:00:00Z", "cpu_stats": {"cpu_usage": {"total_usage": 1}},
             "memory_stats": {"usage": 5000000, "stats": {"inactive_file": 1000000}}}
            """);

    assertThat(figures.orElseThrow().memoryBytes()).hasValue(4_000_000);
  }

  @Test
  void containerThatDoesNotRunHasNoFigures() throws JsonProcessingException {
    var figures =
        read(
            """
            {"read": "0001-01-01T00:00:00Z", "cpu_stats": {"cpu_usage": {"total_usage": 0}},
             "memory_stats": {}}
            """);

    assertThat(figures).isEmpty();
  }
}
