package switchboard.console.ui.shell;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.session.Session;
import switchboard.console.session.Sessions;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.workspace.Workspace;

/**
 * The platforms, one of which is on screen. Its session is opened when it is first chosen, and kept
 * until the window closes. While its system is anything but stopped no other can be chosen: two
 * would fight for ports and cores. FX thread only.
 */
public final class PlatformsModel {

  /** A platform that can be chosen. */
  record Choice(String id, String name) {}

  private final Sessions sessions;
  private final Function<Session, Workspace> workspaces;
  private final Background background;
  private final Consumer<Failure> notices;
  private final List<Choice> choices;
  private final Map<String, Workspace> visited = new LinkedHashMap<>();
  private final ReadOnlyStringWrapper chosen;
  private final ReadOnlyStringWrapper held = new ReadOnlyStringWrapper(this, "held", "");
  private final ReadOnlyObjectWrapper<Workspace> shown;
  private boolean closing;

  /**
   * @param first the session on the first platform, which is on screen at the beginning
   * @param workspaces makes what the window has of a session
   * @param notices where failures are shown
   */
  public PlatformsModel(
      Sessions sessions,
      Session first,
      Function<Session, Workspace> workspaces,
      Background background,
      Consumer<Failure> notices) {
    this.sessions = sessions;
    this.workspaces = workspaces;
    this.background = background;
    this.notices = notices;
    choices = sessions.platforms().stream().map(id -> new Choice(id, sessions.name(id))).toList();
    chosen = new ReadOnlyStringWrapper(this, "chosen", choices.getFirst().id());
    shown = new ReadOnlyObjectWrapper<>(this, "shown", add(chosen.get(), first));
    shown.get().start().look();
  }

  List<Choice> choices() {
    return choices;
  }

  /** The id of the platform on screen, or of the one that is being opened. */
  ReadOnlyStringProperty chosenProperty() {
    return chosen.getReadOnlyProperty();
  }

  /** Why no other platform can be chosen, in words; empty when one can. */
  ReadOnlyStringProperty heldProperty() {
    return held.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Workspace> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** Every session that was opened. */
  public List<Session> opened() {
    return visited.values().stream().map(Workspace::session).toList();
  }

  /** Brings a platform on screen; does nothing while that is not possible. */
  void choose(String id) {
    if (id.equals(chosen.get()) || !held.get().isEmpty()) {
      return;
    }
    chosen.set(id);
    if (visited.containsKey(id)) {
      show(id);
      return;
    }
    refresh();
    background.run(
        "Opening " + sessions.name(id),
        () -> Outcome.done(sessions.open(id)),
        opened -> {
          add(id, opened);
          show(id);
        },
        why -> {
          notices.accept(why);
          stay();
        });
  }

  private Workspace add(String id, Session session) {
    var fresh = workspaces.apply(session);
    visited.put(id, fresh);
    fresh.lifecycle().phaseProperty().addListener((property, was, phase) -> refresh());
    return fresh;
  }

  private void show(String id) {
    if (closing || !hindrance().isEmpty()) {
      // The system was launched while the other platform was being opened.
      stay();
      return;
    }
    var workspace = visited.get(id);
    shown.set(workspace);
    workspace.start().look();
    refresh();
  }

  private void stay() {
    visited.forEach(
        (id, each) -> {
          if (each == shown.get()) {
            chosen.set(id);
          }
        });
    refresh();
  }

  private void refresh() {
    var opening = !visited.containsKey(chosen.get());
    held.set(opening ? "Opening " + sessions.name(chosen.get()) + "…" : hindrance());
  }

  private String hindrance() {
    return switch (shown.get().lifecycle().phaseProperty().get()) {
      case STOPPED, LAUNCH_FAILED -> "";
      case LAUNCHING -> "Cancel the launch first";
      case RUNNING -> "Stop the system first";
      case STOPPING -> "Wait until the system has stopped";
    };
  }

  /** Ends whatever runs, on any platform, and then calls back, once, however often it is asked. */
  public void close(Runnable closed) {
    if (closing) {
      return;
    }
    closing = true;
    closeNext(new ArrayDeque<>(visited.values()), closed);
  }

  private static void closeNext(Queue<Workspace> open, Runnable closed) {
    var next = open.poll();
    if (next == null) {
      closed.run();
    } else {
      next.close(() -> closeNext(open, closed));
    }
  }
}
