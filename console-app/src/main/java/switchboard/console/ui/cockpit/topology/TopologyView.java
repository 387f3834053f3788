package switchboard.console.ui.cockpit.topology;

import static switchboard.console.ui.fx.SmallNodes.label;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Role;
import switchboard.console.platform.SystemState;
import switchboard.console.session.Snapshot;
import switchboard.console.session.metrics.MetricsSnapshot;
import switchboard.console.text.Format;
import switchboard.console.ui.faults.ReplicaActions;
import switchboard.console.ui.fx.Visibility;
import switchboard.console.ui.operation.RightsModel;

/** The components in the order of the data path, each with its figures. */
public final class TopologyView extends Pane {
  private static final double PART_WIDTH = 115;
  private static final double MIN_LINE = 9;

  private final PartCard simulator = new PartCard("Simulator");
  private final PartCard gateway = new PartCard("Gateway");
  private final PartCard store = new PartCard("Store");
  private final CardGrid grid = new CardGrid(114, 150);
  private final Label noReplicas = label("No replicas running", "muted");
  private final List<Region> lines = List.of(line(), line(), line());
  private final Map<String, ReplicaCard> replicas = new HashMap<>();
  private final Function<Role, String> makers;
  private final Function<String, Optional<ReplicaButtons>> buttons;

  /**
   * @param rights what may be done to replicas
   * @param makers the implementation of each role, in two or three words
   * @param logsOf shows the logs of a replica
   */
  public TopologyView(
      ReplicaActions actions,
      RightsModel rights,
      Function<Role, String> makers,
      Consumer<String> logsOf) {
    this(makers, name -> Optional.of(new ReplicaButtons(name, actions, rights, logsOf)));
  }

  /**
   * One to which nothing can be done.
   *
   * @param makers the implementation of each role, in two or three words
   */
  public TopologyView(Function<Role, String> makers) {
    this(makers, name -> Optional.empty());
  }

  private TopologyView(
      Function<Role, String> makers, Function<String, Optional<ReplicaButtons>> buttons) {
    this.makers = makers;
    this.buttons = buttons;
    getStyleClass().addAll("card", "topology");
    getChildren().addAll(lines);
    getChildren().addAll(simulator, gateway, grid, noReplicas, store);
    // Before anything was seen it is not known.
    Visibility.set(noReplicas, false);
  }

  private static Region line() {
    var line = new Region();
    line.getStyleClass().add("connector");
    return line;
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    var inside = (width < 0 ? getWidth() : width) - snappedLeftInset() - snappedRightInset();
    return snappedTopInset()
        + Math.max(partHeight(), grid.prefHeight(middleWidth(inside)))
        + snappedBottomInset();
  }

  /** The width that the components leave to the replicas. */
  private static double middleWidth(double inside) {
    return inside - 3 * PART_WIDTH - 3 * MIN_LINE;
  }

  /** One height for all cards. */
  private double partHeight() {
    return Stream.of(simulator, gateway, store)
        .mapToDouble(card -> card.prefHeight(PART_WIDTH))
        .reduce(grid.rowHeight(), Math::max);
  }

  @Override
  protected void layoutChildren() {
    var inside = getWidth() - snappedLeftInset() - snappedRightInset();
    var room = middleWidth(inside);
    var middle = grid.getChildren().isEmpty() ? noReplicas.prefWidth(-1) : grid.usedWidth(room);
    var lineWidth = Math.floor((inside - 3 * PART_WIDTH - middle) / 3);
    var height = getHeight() - snappedTopInset() - snappedBottomInset();
    var axis = snappedTopInset() + height / 2;
    var x = snappedLeftInset();
    x = place(simulator, x, axis, PART_WIDTH, partHeight());
    x = place(lines.get(0), x, axis, lineWidth, 2);
    x = place(gateway, x, axis, PART_WIDTH, partHeight());
    x = place(lines.get(1), x, axis, lineWidth, 2);
    place(noReplicas, x, axis, middle, noReplicas.prefHeight(-1));
    x = place(grid, x, axis, middle, grid.prefHeight(middle));
    x = place(lines.get(2), x, axis, lineWidth, 2);
    place(store, x, axis, PART_WIDTH, partHeight());
  }

  private double place(Region node, double x, double axis, double width, double height) {
    node.resizeRelocate(snapPositionX(x), snapPositionY(axis - height / 2), width, height);
    return x + width;
  }

  public void show(Snapshot snapshot) {
    var system = snapshot.system();
    var measured = snapshot.measured();
    simulator.show(part(system, Role.SIMULATOR), simulatorFigures(snapshot), snapshot.at());
    gateway.showLines(
        part(system, Role.GATEWAY), gatewayFigures(system, measured, snapshot.at()), snapshot.at());
    store.show(part(system, Role.STORE), storeFigures(measured), snapshot.at());
    showReplicas(system.backends(), measured, snapshot.at());
  }

  private void showReplicas(List<Instance> backends, MetricsSnapshot measured, Instant at) {
    var cards = new ArrayList<ReplicaCard>();
    var most = backends.stream().mapToDouble(each -> requests(each, measured)).max().orElse(0);
    for (var backend : backends) {
      var card =
          replicas.computeIfAbsent(
              backend.name(), name -> new ReplicaCard(name, buttons.apply(name)));
      card.show(backend, measured, most, at);
      cards.add(card);
    }
    if (!grid.getChildren().equals(cards)) {
      grid.getChildren().setAll(cards);
    }
    Visibility.set(noReplicas, cards.isEmpty());
  }

  private static double requests(Instance backend, MetricsSnapshot measured) {
    return measured.values().value(measured.readings().replicaRequests(), backend.name()).orElse(0);
  }

  /** Of several with the same role, the one that is not ready. */
  private static Optional<Instance> part(SystemState system, Role role) {
    return system.instances().stream()
        .filter(each -> each.role() == role)
        .min(Comparator.comparing(Instance::isReady));
  }

  private static List<String> simulatorFigures(Snapshot snapshot) {
    var figures = new FigureText(snapshot.measured());
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
            .map(each -> Format.whole((double) each.lost()))
            .orElse(Format.MISSING.number());
    var count = snapshot.system().simulators().size();
    var load =
        List.of(
            users + " users",
            figures.number(readings.simulatorMessages(), "") + " msg/s",
            lost + " lost");
    return count > 1
        ? Stream.concat(Stream.of(Format.simulators(count)), load.stream()).toList()
        : load;
  }

  private List<PartCard.Line> gatewayFigures(
      SystemState system, MetricsSnapshot measured, Instant now) {
    var address =
        system
            .endpoints()
            .map(SystemState.Endpoints::gateway)
            .map(URI::getPort)
            .map(port -> "localhost:" + port)
            .orElse("");
    var figures = new FigureText(measured);
    var lines =
        Stream.of(
                makers.apply(Role.GATEWAY),
                address,
                "retries: " + figures.number(measured.readings().gatewayRetries(), ""))
            .map(PartCard.Line::of);
    return Stream.concat(lines, figures.certificate(now).stream()).toList();
  }

  private List<String> storeFigures(MetricsSnapshot measured) {
    // "Redis 6.2.11 (embedded)" is wider than a card: what is in brackets is a line of its own.
    var program = Stream.of(makers.apply(Role.STORE).split(" (?=\\()"));
    var appends = new FigureText(measured).number(measured.readings().storeAppends(), "");
    return Stream.concat(program, Stream.of(appends + " appends/s")).toList();
  }
}
