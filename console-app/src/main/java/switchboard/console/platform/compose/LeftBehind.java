package switchboard.console.platform.compose;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import okhttp3.OkHttpClient;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Leftover.Undone;
import switchboard.console.platform.Remedy;
import switchboard.console.platform.base.ManagementPort;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.engine.Container;
import switchboard.console.platform.compose.engine.DockerEngine;

/** Undoes what a console that is gone has left on a container, without operating the project. */
final class LeftBehind {
  private static final int MANAGEMENT_PORT = 5002;

  private final DockerEngine engine;
  private final OkHttpClient http;

  LeftBehind(DockerEngine engine, OkHttpClient http) {
    this.engine = engine;
    this.http = http;
  }

  /** The present or last life of a container. */
  static Incarnation incarnation(DockerEngine engine, Container container) {
    return new Incarnation(
        engine.address().uri().toString(), container.id(), container.startedAt());
  }

  /** What an operator does instead. */
  static String byHand(Leftover leftover) {
    var id = leftover.incarnation().id();
    return switch (leftover.remedy()) {
      case Remedy.Unfreeze unfreeze -> "Run docker unpause " + id + ".";
      case Remedy.Start start -> "Run docker start " + id + ".";
      case Remedy.End end -> "It ends by itself; docker restart " + id + " ends it at once.";
    };
  }

  Undone heal(Leftover leftover) throws StepFailed {
    var life = leftover.incarnation();
    if (!life.place().equals(engine.address().uri().toString())) {
      throw new StepFailed(
          "it is on the engine at " + life.place(),
          "Choose that engine (DOCKER_HOST or docker context use), then run switchboard heal.",
          "");
    }
    var container = left(leftover);
    if (container.isEmpty()) {
      return Undone.BEFORE;
    }
    try {
      undo(container.get(), leftover.remedy());
      return Undone.NOW;
    } catch (RuntimeException e) {
      // The dead console's guard may have been faster.
      if (left(leftover).isPresent()) {
        throw e;
      }
      return Undone.BEFORE;
    }
  }

  /** The container, if it still is as it was left. */
  private Optional<Container> left(Leftover leftover) {
    var life = leftover.incarnation();
    return engine
        .ofProduct(life.id())
        .filter(each -> each.startedAt().equals(life.started()))
        .filter(each -> isLeft(each, leftover.remedy()));
  }

  /** A container that was restarted, resumed or started meanwhile is nobody's to change. */
  private static boolean isLeft(Container container, Remedy remedy) {
    return switch (remedy) {
      case Remedy.Unfreeze unfreeze -> container.status() == Container.Status.PAUSED;
      case Remedy.Start start -> container.status() == Container.Status.EXITED;
      case Remedy.End end -> container.alive();
    };
  }

  private void undo(Container container, Remedy remedy) throws StepFailed {
    switch (remedy) {
      case Remedy.Unfreeze unfreeze -> engine.unpause(container.id());
      case Remedy.Start start -> engine.start(container.id());
      case Remedy.End(String kind) -> end(container, kind);
    }
  }

  private void end(Container container, String kind) throws StepFailed {
    var token = Optional.ofNullable(engine.environment(container.id()).get("ADMIN_TOKEN"));
    var address = management(container);
    if (token.isEmpty() || address.isEmpty()) {
      throw new StepFailed("its management port cannot be reached from here", "", "");
    }
    try {
      new ManagementPort(http, URI.create("http://" + address.get()), token.get()).end(kind);
    } catch (IOException e) {
      throw new StepFailed("it does not take it: " + e.getMessage(), "", e.toString());
    }
  }

  /** Where it is published or, on this very Linux, on the project's network. */
  private static Optional<String> management(Container container) {
    return Optional.ofNullable(container.published().get(MANAGEMENT_PORT))
        .map(port -> "127.0.0.1:" + port)
        .or(() -> container.address().map(address -> address + ":" + MANAGEMENT_PORT));
  }
}
