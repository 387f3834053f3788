package switchboard.console.ui.logs;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.load.Counted;
import switchboard.console.logs.Level;
import switchboard.console.logs.LogEntry;
import switchboard.console.logs.LogFeed;
import switchboard.console.logs.LogFilter;
import switchboard.console.platform.Instance;
import switchboard.console.platform.Platform;
import switchboard.console.session.Snapshot;
import switchboard.console.session.TimelineEvent;
import switchboard.console.ui.fx.Background;

/**
 * The lines of all instances and what happened between them, the newest last, as far as they are to
 * be seen. Keeps {@value #MOST_KEPT} of them. FX thread only.
 */
public final class LogsModel {
  static final int MOST_KEPT = 100_000;

  private static final Comparator<LogEntry> BY_TIME = Comparator.comparing(LogEntry::at);

  private final LogFeed feed;
  private final ObservableValue<String> obstacle;
  private final Background background;
  private final Consumer<Failure> notices;
  private final List<LogEntry> kept = new ArrayList<>();
  private final ObservableList<LogEntry> shown = FXCollections.observableArrayList();
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
  private final Set<TimelineEvent> told = new HashSet<>();
  private LogFilter filter = LogFilter.ALL;
  private long dropped;
  private boolean watched;
  private boolean reading;

  /**
   * @param obstacle why no logs may be read here, in a sentence; empty when they may
   */
  public LogsModel(
      Platform platform,
      ObservableValue<String> obstacle,
      Background background,
      InstantSource clock,
      Consumer<Failure> notices) {
    this.obstacle = obstacle;
    this.feed = new LogFeed(platform, clock);
    this.background = background;
    this.notices = notices;
    hidden.addListener((SetChangeListener<String>) change -> refilter());
    least.subscribe(level -> refilter());
    wanted.subscribe(text -> search(text));
  }

  /** Whether somebody looks; the lines stay with the platform otherwise, which keeps the newest. */
  void watch(boolean looks) {
    watched = looks;
  }

  /** To be called with every snapshot: takes what has happened, and reads what was printed. */
  public void show(Snapshot snapshot) {
    snapshot.system().instances().stream()
        .map(Instance::name)
        .filter(name -> !instances.contains(name))
        .forEach(instances::add);
    add(
        snapshot.timeline().stream()
            .filter(told::add)
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

  /** Takes entries in the order of time; some may be older than those that are here. */
  private void add(List<LogEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    var first = entries.getFirst().at();
    var tail = new ArrayList<LogEntry>();
    while (!kept.isEmpty() && kept.getLast().at().isAfter(first)) {
      tail.add(kept.removeLast());
    }
    var visible = (int) tail.stream().filter(filter).count();
    shown.remove(shown.size() - visible, shown.size());
    tail.addAll(entries);
    tail.sort(BY_TIME);
    kept.addAll(tail);
    shown.addAll(tail.stream().filter(filter).toList());
    var surplus = Math.max(0, kept.size() - MOST_KEPT);
    if (surplus > 0) {
      var oldest = kept.subList(0, surplus);
      shown.remove(0, (int) oldest.stream().filter(filter).count());
      oldest.clear();
      dropped += surplus;
    }
    summarize();
  }

  private void search(String text) {
    try {
      highlight.set(
          text.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)));
      mistake.set("");
      refilter();
    } catch (PatternSyntaxException e) {
      mistake.set("Not a regular expression: " + e.getDescription());
    }
  }

  private void refilter() {
    filter = new LogFilter(hidden, least.get(), highlight.get());
    shown.setAll(kept.stream().filter(filter).toList());
    summarize();
  }

  private void summarize() {
    summary.set(
        Counted.number(shown.size())
            + " of "
            + Counted.of(kept.size(), "line")
            + " shown · "
            + (dropped == 0 ? "nothing dropped" : Counted.of(dropped, "older one") + " dropped"));
  }

  /** Hides the lines of all others. */
  public void showOnly(String instance) {
    var others = new HashSet<>(instances);
    others.remove(instance);
    hidden.retainAll(others);
    hidden.addAll(others);
  }

  /** Stops following, and brings the lines around a moment in sight. */
  public void showMoment(Instant at) {
    following.set(false);
    moment.set(Optional.of(at));
  }

  /** The moment to keep in sight; empty when there is none. */
  ObjectProperty<Optional<Instant>> momentProperty() {
    return moment;
  }

  /**
   * Where the first line at or after a moment stands, or the last one before it; -1 without any.
   */
  int indexAt(Instant at) {
    var place = Collections.binarySearch(shown, LogEntry.event(at.minusNanos(1), ""), BY_TIME);
    var index = place >= 0 ? place : -place - 1;
    return Math.min(index, shown.size() - 1);
  }

  /** What is to be seen. */
  public ObservableList<LogEntry> shown() {
    return shown;
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

  /** Why the expression is none; the last good one holds meanwhile. Empty when it is one. */
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
