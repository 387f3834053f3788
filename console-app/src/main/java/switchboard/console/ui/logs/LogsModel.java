package switchboard.console.ui.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import org.kordamp.ikonli.feather.Feather;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.logs.Level;
import switchboard.console.logs.LogEntry;
import switchboard.console.logs.LogFeed;
import switchboard.console.logs.LogFilter;
import switchboard.console.logs.Search;
import switchboard.console.platform.Instance;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.text.Format;
import switchboard.console.ui.command.Command;
import switchboard.console.ui.fx.Background;
import switchboard.console.ui.workspace.ScreenModel;

/**
 * The lines of all instances and what happened between them, the newest last, as far as they are to
 * be seen. Keeps {@value #MAX_KEPT} of them. FX thread only.
 */
public final class LogsModel implements ScreenModel {
  static final int MAX_KEPT = 100_000;

  /** Enough for any sound expression; some would take for ever. */
  private static final Duration SEARCH_LIMIT = Duration.ofSeconds(2);

  private final LogFeed feed;
  private final ObservableValue<String> obstacle;
  private final Background background;
  private final Consumer<Failure> notices;
  private final Runnable front;
  private final VisibleLines lines = new VisibleLines(MAX_KEPT);

  /** Kept, but not looked at by the filter. */
  private final List<LogEntry> fresh = new ArrayList<>();

  private final ObservableList<String> instances = FXCollections.observableArrayList();
  private final ObservableSet<String> hidden = FXCollections.observableSet();
  private final ObjectProperty<Level> least = new SimpleObjectProperty<>(this, "least", Level.INFO);
  private final StringProperty wanted = new SimpleStringProperty(this, "wanted", "");
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper(this, "mistake", "");
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
  private final BooleanProperty following = new SimpleBooleanProperty(this, "following", true);
  private final ReadOnlyObjectWrapper<Optional<Pattern>> highlight =
      new ReadOnlyObjectWrapper<>(this, "highlight", Optional.empty());
  private final ObjectProperty<Optional<Instant>> moment =
      new SimpleObjectProperty<>(this, "moment", Optional.empty());
  private final Set<TimelineEvent> shownEvents = new HashSet<>();

  /** What decides on the lines that are shown, and what is to decide soon. */
  private LogFilter filter = LogFilter.ALL;

  private LogFilter requested = LogFilter.ALL;
  private Optional<Background.Work> sifting = Optional.empty();
  private List<String> present = List.of();
  private boolean watched;
  private boolean reading;

  /**
   * @param obstacle why no logs may be read here, in a sentence; empty when they may
   * @param front brings this screen to the front
   */
  public LogsModel(
      Session session,
      ObservableValue<String> obstacle,
      Background background,
      Consumer<Failure> notices,
      Runnable front) {
    this.front = front;
    this.obstacle = obstacle;
    this.feed = session.logFeed();
    this.background = background;
    this.notices = notices;
    hidden.addListener((SetChangeListener<String>) change -> request(requested.wanted()));
    least.subscribe(level -> request(requested.wanted()));
    wanted.subscribe(text -> search(text));
  }

  /**
   * Whether the screen is visible; otherwise the lines stay with the platform, which keeps the
   * newest.
   */
  void watch(boolean looks) {
    watched = looks;
  }

  /** Takes what has happened, and reads what was printed. */
  @Override
  public void show(Snapshot snapshot) {
    present = snapshot.system().instances().stream().map(Instance::name).toList();
    present.stream().filter(name -> !instances.contains(name)).forEach(instances::add);
    add(
        snapshot.timeline().stream()
            .filter(shownEvents::add)
            .map(event -> LogEntry.event(event.at(), event.text()))
            .toList());
    if (watched && !reading && obstacle.getValue().isEmpty()) {
      reading = true;
      background.run(
          "Reading the logs",
          () -> Outcome.done(feed.poll()),
          lines -> {
            reading = false;
            add(lines);
          },
          failure -> {
            reading = false;
            notices.accept(failure);
          });
    }
  }

  private void add(List<LogEntry> entries) {
    if (!entries.isEmpty()) {
      lines.keep(entries);
      fresh.addAll(entries);
      sift();
    }
  }

  private void search(String text) {
    try {
      request(
          text.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)));
      mistake.set("");
    } catch (PatternSyntaxException e) {
      mistake.set("Not a regular expression: " + e.getDescription());
    }
  }

  /** From now on, or soon after, what is shown has these. */
  private void request(Optional<Pattern> search) {
    requested = new LogFilter(hidden, least.get(), search);
    sifting.ifPresent(Background.Work::cancel);
    sift();
  }

  /** Shows what the filter wants to be seen of what it has not looked at. One thing at a time. */
  private void sift() {
    if (sifting.isPresent()) {
      return;
    }
    var by = requested;
    var again = !by.equals(filter);
    if (!again && fresh.isEmpty()) {
      lines.settle();
      summarize();
      return;
    }
    var looked = List.copyOf(fresh);
    fresh.clear();
    var all = lines.snapshot();
    var entries = again ? all : looked;
    Consumer<List<LogEntry>> done =
        found -> {
          sifting = Optional.empty();
          if (by.equals(requested)) {
            take(by, found, again);
          } else {
            fresh.addAll(0, looked);
          }
          sift();
        };
    if (by.wanted().isEmpty()) {
      done.accept(by.plain(entries));
      return;
    }
    sifting =
        Optional.of(
            background.run(
                "Searching the logs",
                () -> found(by, entries),
                done,
                failure -> {
                  sifting = Optional.empty();
                  fresh.addAll(0, looked);
                  if (by.equals(requested)) {
                    giveUp(by);
                  }
                  sift();
                }));
    summarize();
  }

  private static Outcome<List<LogEntry>> found(LogFilter by, List<LogEntry> entries) {
    try {
      return Outcome.done(by.of(entries, SEARCH_LIMIT));
    } catch (Search.GivenUp e) {
      return Outcome.failed(
          new Failure(
              "Searching the logs", "it took too long", "Use a simpler expression.", e.toString()));
    }
  }

  private void take(LogFilter by, List<LogEntry> found, boolean again) {
    filter = by;
    highlight.set(by.wanted());
    if (again) {
      lines.showOnly(found);
    } else {
      lines.show(found);
    }
  }

  /** Restores the previous search, or none when that is the one. */
  private void giveUp(LogFilter by) {
    var former = by.wanted().equals(filter.wanted()) ? Optional.<Pattern>empty() : filter.wanted();
    mistake.set(
        "Stopped after "
            + SEARCH_LIMIT.toSeconds()
            + " s: this expression takes too long. "
            + (former.isEmpty() ? "All lines are shown." : "The previous one still applies."));
    requested = new LogFilter(hidden, least.get(), former);
  }

  private void summarize() {
    summary.set(
        Format.whole(shown().size())
            + " of "
            + Format.count(lines.size(), "line")
            + " shown · "
            + (lines.dropped() == 0
                ? "nothing dropped"
                : Format.count(lines.dropped(), "older line") + " dropped")
            + (sifting.isPresent() ? " · searching…" : ""));
  }

  @Override
  public List<Command> commands(OptionalInt number) {
    return present.stream()
        .map(
            name ->
                Command.of(Feather.ALIGN_LEFT, "Show the logs of " + name, "", () -> showOnly(name))
                    .unless(obstacle.getValue()))
        .toList();
  }

  /** Hides the lines of all others, in the front. */
  public void showOnly(String instance) {
    var others = new HashSet<>(instances);
    others.remove(instance);
    hidden.retainAll(others);
    hidden.addAll(others);
    front.run();
  }

  /** Stops following, and brings the lines around a moment in sight, in the front. */
  public void showMoment(Instant at) {
    following.set(false);
    moment.set(Optional.of(at));
    front.run();
  }

  /** The moment to keep in sight; empty when there is none. */
  ObjectProperty<Optional<Instant>> momentProperty() {
    return moment;
  }

  /**
   * Where the first line at or after a moment stands, or the last one before it; -1 without any.
   */
  int indexAt(Instant at) {
    var place =
        Collections.binarySearch(
            shown(), LogEntry.event(at.minusNanos(1), ""), VisibleLines.BY_TIME);
    var index = place >= 0 ? place : -place - 1;
    return Math.min(index, shown().size() - 1);
  }

  /** What is to be seen. */
  public ObservableList<LogEntry> shown() {
    return lines.shown();
  }

  /** The names of all that have ever been there, in the order of their coming. */
  public ObservableList<String> instances() {
    return instances;
  }

  /** Instances whose lines are not to be seen. */
  public ObservableSet<String> hidden() {
    return hidden;
  }

  public ObjectProperty<Level> leastProperty() {
    return least;
  }

  /** A regular expression that lines have to contain, in any case; empty for all. */
  public StringProperty wantedProperty() {
    return wanted;
  }

  /** Why the expression is invalid, or not searched for; then the last valid one applies. */
  public ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /** Why no instance's lines may be read, in a sentence; empty when they may. */
  ObservableValue<String> obstacle() {
    return obstacle;
  }

  /** What to highlight. */
  public ReadOnlyObjectProperty<Optional<Pattern>> highlightProperty() {
    return highlight.getReadOnlyProperty();
  }

  /** How many are shown, in words. */
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** Whether the newest line stays in sight. */
  public BooleanProperty followingProperty() {
    return following;
  }
}
