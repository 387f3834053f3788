package switchboard.console.ui.cockpit;

import static switchboard.console.ui.fx.Labels.wrapped;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Measured;
import switchboard.console.session.Snapshot;
import switchboard.console.ui.fx.Format;
import switchboard.console.ui.fx.Shown;

/** The parts of the system in the order of the data's way, each with its figures. */
final class TopologyView extends HBox {
  private final PartCard simulator = new PartCard("Simulator");
  private final PartCard gateway = new PartCard("Gateway");
  private final PartCard store = new PartCard("Store");
  private final CardGrid grid = new CardGrid(132, 156);
  private final Region noReplicas = wrapped("No replicas: nobody answers", "muted");
  private final Map<String, ReplicaCard> replicas = new HashMap<>();
  private final Consumer<String> killing;

  /**
   * @param killing called with a replica's name
   */
  TopologyView(Consumer<String> killing) {
    this.killing = killing;
    getStyleClass().addAll("card", "topology");
    setAlignment(Pos.CENTER);
    for (var card : List.of(simulator, gateway, store)) {
      card.setMinWidth(112);
      card.setPrefWidth(128);
      card.setMaxHeight(Double.MAX_VALUE);
    }
    HBox.setHgrow(grid, Priority.SOMETIMES);
    var middle = new StackPane(grid, noReplicas);
    getChildren().addAll(simulator, line(), gateway, line(), middle, line(), store);
  }

  private static Region line() {
    var line = new Region();
    line.getStyleClass().add("connector");
    line.setMinWidth(14);
    HBox.setHgrow(line, Priority.ALWAYS);
    return line;
  }

  void show(Snapshot snapshot) {
    var system = snapshot.system();
    var measured = snapshot.measured();
    simulator.show(part(system, Role.SIMULATOR), simulatorFigures(snapshot));
    gateway.show(part(system, Role.GATEWAY), gatewayFigures(system, measured));
    store.show(part(system, Role.STORE), storeFigures(measured));
    showReplicas(system.backends(), measured);
  }

  private void showReplicas(List<Instance> backends, Measured measured) {
    var cards = new ArrayList<ReplicaCard>();
    for (var backend : backends) {
      var card = replicas.computeIfAbsent(backend.name(), name -> new ReplicaCard(name, killing));
      card.show(backend, measured);
      cards.add(card);
    }
    if (!grid.getChildren().equals(cards)) {
      grid.getChildren().setAll(cards);
      replicas.values().retainAll(cards);
    }
    Shown.set(noReplicas, cards.isEmpty());
  }

  private static Optional<Instance> part(SystemState system, Role role) {
    return system.instances().stream().filter(each -> each.role() == role).findFirst();
  }

  private static List<String> simulatorFigures(Snapshot snapshot) {
    var figures = new Figures(snapshot.measured());
    var readings = snapshot.measured().readings();
    var users =
        snapshot
            .load()
            .map(LoadStats::users)
            .map(each -> Format.whole(each.connected()))
            .orElse(Format.MISSING.number());
    var lost =
        snapshot
            .load()
            .map(LoadStats::messages)
            .map(each -> Format.whole(each.lost()))
            .orElse(Format.MISSING.number());
    return List.of(
        users + " users",
        figures.number(readings.simulatorMessages(), "") + " messages/s",
        lost + " lost");
  }

  private static List<String> gatewayFigures(SystemState system, Measured measured) {
    var address =
        system
            .endpoints()
            .map(SystemState.Endpoints::gateway)
            .map(URI::getPort)
            .map(port -> "localhost:" + port)
            .orElse("");
    return List.of(
        "least requests",
        address,
        new Figures(measured).number(measured.readings().gatewayRetries(), "") + " retries");
  }

  private static List<String> storeFigures(Measured measured) {
    return List.of(
        "append-only file",
        new Figures(measured).number(measured.readings().storeAppends(), "") + " appends/s");
  }
}
