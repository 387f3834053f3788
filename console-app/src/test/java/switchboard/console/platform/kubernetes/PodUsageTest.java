package switchboard.console.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PodUsageTest {
  @Test
  void podsOfTheNamespaceAreSummedUp() {
    var summary =
        """
        {"node":{"nodeName":"one"},"pods":[
          {"podRef":{"name":"store-0","namespace":"chat-app"},"containers":[
            {"name":"store",
             "cpu":{"time":"2026-01-01T00:00:10Z","usageCoreNanoSeconds":1500000000},
             "memory":{"time":"2026-01-01T00:00:10Z","workingSetBytes":7000000}}]},
          {"podRef":{"name":"new","namespace":"chat-app"},"containers":[{"name":"new"}]},
          {"podRef":{"name":"other","namespace":"else"},"containers":[]}]}
        """;

    var consumed = PodUsage.summary(summary);

    assertThat(consumed).containsOnlyKeys("store-0");
    assertThat(consumed.get("store-0").cpuTime()).isEqualTo(Duration.ofMillis(1500));
    assertThat(consumed.get("store-0").memoryBytes()).hasValue(7_000_000);
  }
}
