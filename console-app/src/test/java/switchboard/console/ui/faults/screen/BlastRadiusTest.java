package switchboard.console.ui.faults.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.experiment.schedule.Targets;
import switchboard.console.load.SampleStats;
import switchboard.console.metrics.panel.ReadingValues;
import switchboard.console.platform.Role;
import switchboard.console.session.Snapshot;
import switchboard.console.session.Snapshots;
import switchboard.console.ui.cockpit.Models;

class BlastRadiusTest {
  private final Models models = new Models().launched(3);

  @AfterEach
  void close() {
    models.close();
  }

  @Test
  void usersAreThoseConnectedToTheTargets() {
    var seen = seen(Map.of("backend-1", 3_330.0, "backend-2", 3_340.0, "backend-3", 3_300.0));

    assertThat(sentence(new Targets.Named(List.of("backend-1", "backend-3")), seen))
        .isEqualTo("Reaches 2 of 3 replicas, about 6 630 users.");
    assertThat(sentence(new Targets.All(), seen))
        .isEqualTo("Reaches 3 of 3 replicas, about 9 970 users.");
    assertThat(sentence(new Targets.Any(), seen))
        .isEqualTo("Reaches 1 of 3 replicas, about 3 323 users.");
  }

  @Test
  void usersThatAreNotKnownAreLeftOut() {
    var seen = seen(Map.of("backend-1", 3_330.0));

    assertThat(sentence(new Targets.Any(), seen)).isEqualTo("Reaches 1 of 3 replicas.");
    assertThat(sentence(new Targets.Named(List.of("backend-2")), seen))
        .isEqualTo("Reaches 1 of 3 replicas.");
  }

  @Test
  void allUsersAreThoseOfTheSimulators() {
    var seen = Snapshots.loaded(seen(Map.of("backend-1", 120.0)), SampleStats.UNHARMED.stats());

    assertThat(sentence(new Targets.Named(List.of("backend-1")), seen))
        .isEqualTo(
            "Reaches 1 of 3 replicas, about 120 of "
                + SampleStats.UNHARMED.stats().users().connected()
                + " users.");
  }

  @Test
  void otherComponentsTakeAllWithThem() {
    var seen = seen(Map.of());

    assertThat(sentence(new Targets.Component(Role.GATEWAY), seen))
        .isEqualTo("Reaches the gateway, and with it all users.");
    assertThat(sentence(new Targets.Component(Role.STORE), seen))
        .isEqualTo("Reaches the store, and with it all replicas.");
  }

  private static String sentence(Targets targets, Snapshot seen) {
    return new BlastRadius(targets, seen).sentence().replace('\u202f', ' ');
  }

  private Snapshot seen(Map<String, Double> connections) {
    var snapshot = Snapshots.of(Instant.EPOCH, models.platform.state(), List.of(), List.of());
    var readings = snapshot.measured().readings();
    return Snapshots.measured(
        snapshot,
        new ReadingValues(
            Instant.EPOCH,
            Map.of(readings.replicaConnections(), new LinkedHashMap<>(connections)),
            Optional.empty()));
  }
}
