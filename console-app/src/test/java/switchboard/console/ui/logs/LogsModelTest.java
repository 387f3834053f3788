package switchboard.console.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.ManualClock;
import switchboard.console.fault.kind.Kill;
import switchboard.console.logs.Level;
import switchboard.console.logs.LogEntry;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.LaunchRequest;
import switchboard.console.platform.LogLine;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshots;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.ui.fx.ManualBackground;

class LogsModelTest {
  private static final String ENDLESS = "the message never came here ".repeat(50);

  private final ManualClock clock = new ManualClock();
  private final FakePlatform platform = new FakePlatform(clock);
  private final ManualBackground background = new ManualBackground();
  private final List<Failure> notices = new ArrayList<>();
  private final StringProperty obstacle = new SimpleStringProperty("");
  private final LogsModel model =
      new LogsModel(
          new Session(platform, new OkHttpClient(), clock),
          obstacle,
          background,
          notices::add,
          () -> {});
  private final List<TimelineEvent> timeline = new ArrayList<>();

  @BeforeEach
  void launch() {
    platform.launch(LaunchRequest.of(2), step -> {});
    model.watch(true);
  }

  @Test
  void linesAndEventsStandInTheOrderOfTime() {
    print("backend-1", "INFO", "before");
    clock.advance(Duration.ofMillis(10));
    var killed = clock.instant();
    clock.advance(Duration.ofMillis(10));
    print("backend-2", "INFO", "after");
    timeline.add(new TimelineEvent.FaultBegan(killed, new Kill("backend-2")));
    tick();

    assertThat(texts()).containsExactly("before", "killed backend-2", "after");
    assertThat(model.instances()).contains("backend-1", "backend-2");
  }

  @Test
  void nothingIsReadWhileTheOperatorMayNot() {
    obstacle.set("You may not read logs.");
    print("backend-1", "INFO", "secret");
    tick();
    assertThat(texts()).isEmpty();

    obstacle.set("");
    tick();
    assertThat(texts()).containsExactly("secret");
  }

  @Test
  void onlyWhatIsWantedIsShownAndEventsAlways() {
    print("backend-1", "INFO", "room lobby");
    print("backend-1", "WARNING", "slow Lobby");
    print("backend-2", "WARNING", "slow lobby");
    print("backend-2", "FINE", "lobby in detail");
    clock.advance(Duration.ofMillis(1));
    timeline.add(new TimelineEvent.ReplicasScaled(clock.instant(), 1, 3));
    tick();
    assertThat(texts()).containsExactly("room lobby", "slow Lobby", "slow lobby", "scaled 1 → 3");

    search("slow lob+y");
    assertThat(texts()).containsExactly("slow Lobby", "slow lobby", "scaled 1 → 3");

    model.hidden().add("backend-1");
    background.finish();
    assertThat(texts()).containsExactly("slow lobby", "scaled 1 → 3");

    model.hidden().clear();
    search("");
    model.leastProperty().set(Level.DEBUG);
    assertThat(texts()).hasSize(5);
  }

  @Test
  void whatIsNoExpressionIsSaidAndTheLastGoodOneHolds() {
    print("backend-1", "INFO", "one");
    print("backend-1", "INFO", "two");
    tick();
    search("two");

    search("two(");

    assertThat(model.mistakeProperty().get()).startsWith("Not a regular expression: ");
    assertThat(texts()).containsExactly("two");
    search("one");
    assertThat(model.mistakeProperty().get()).isEmpty();
    assertThat(texts()).containsExactly("one");
  }

  @Test
  void oldestLinesGoWhenThereAreTooManyAndThatIsSaid() {
    IntStream.range(0, LogsModel.MAX_KEPT + 10)
        .forEach(number -> print("backend-1", "INFO", "line " + number));
    tick();

    assertThat(model.shown()).hasSize(LogsModel.MAX_KEPT);
    assertThat(model.shown().getFirst().text()).isEqualTo("line 10");
    assertThat(model.summaryProperty().get()).endsWith("10 older lines dropped");
  }

  @Test
  void countsAreTheSameInEveryLocaleAndOneIsNoSeveral() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      print("backend-1", "INFO", "one");
      tick();
      var one = model.summaryProperty().get();
      IntStream.range(0, LogsModel.MAX_KEPT)
          .forEach(number -> print("backend-1", "INFO", "line " + number));
      tick();

      assertThat(one).contains(" line shown").doesNotContain("lines");
      assertThat(model.summaryProperty().get())
          .startsWith("100\u202f000 of 100\u202f000 lines shown");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void logsThatCannotBeReadAreAPlainSentence() {
    platform.failLogs(new IllegalStateException("the engine is gone"));
    tick();

    assertThat(notices)
        .extracting(Failure::sentence)
        .singleElement()
        .asString()
        .startsWith("Reading the logs failed: the engine is gone. ");
  }

  @Test
  void momentIsFoundBetweenTheLinesAndFollowingEnds() {
    print("backend-1", "INFO", "before");
    clock.advance(Duration.ofMillis(10));
    var moment = clock.instant();
    clock.advance(Duration.ofMillis(10));
    print("backend-1", "INFO", "after");
    tick();

    model.showMoment(moment);

    assertThat(model.followingProperty().get()).isFalse();
    assertThat(model.momentProperty().get()).contains(moment);
    assertThat(model.indexAt(moment)).isEqualTo(1);
    assertThat(model.indexAt(clock.instant())).isEqualTo(1);
    assertThat(model.indexAt(Instant.EPOCH)).isZero();
  }

  @Test
  void linesOfOneInstanceAlone() {
    print("backend-1", "INFO", "one");
    print("backend-2", "INFO", "two");
    tick();

    model.showOnly("backend-2");
    assertThat(texts()).containsExactly("two");

    model.showOnly("backend-1");
    assertThat(texts()).containsExactly("one");
  }

  @Test
  void nothingIsReadWhileNobodyLooks() {
    model.watch(false);
    print("backend-1", "INFO", "one");
    tick();
    assertThat(texts()).isEmpty();

    model.watch(true);
    tick();
    assertThat(texts()).containsExactly("one");
  }

  @Test
  void searchIsDoneInTheBackgroundAndMissesNothingThatComesMeanwhile() {
    print("backend-1", "INFO", "a");
    print("backend-1", "INFO", "b");
    tick();
    model.wantedProperty().set("a");
    assertThat(texts()).as("before it is done").containsExactly("a", "b");
    assertThat(model.summaryProperty().get()).endsWith("searching…");

    clock.advance(Duration.ofMillis(1));
    timeline.add(new TimelineEvent.ReplicasScaled(clock.instant(), 1, 3));
    print("backend-1", "INFO", "aa");
    print("backend-1", "INFO", "bb");
    tick();

    assertThat(texts()).containsExactly("a", "scaled 1 → 3", "aa");
    assertThat(model.summaryProperty().get()).doesNotContain("searching");
  }

  @Test
  void onlyTheNewestSearchCounts() {
    print("backend-1", "INFO", "one");
    print("backend-1", "INFO", "two");
    tick();

    model.wantedProperty().set("one");
    background.finishFirst(() -> model.wantedProperty().set("two"));
    background.finish();

    assertThat(texts()).containsExactly("two");
    assertThat(model.highlightProperty().get().orElseThrow().pattern()).isEqualTo("two");
    model.wantedProperty().set("one");
    search("");
    assertThat(background.cancels()).isEqualTo(2);
    assertThat(texts()).containsExactly("one", "two");
  }

  @Test
  void searchThatTakesForEverIsGivenUpAndTheOneBeforeItHolds() {
    IntStream.range(0, 50_000).forEach(number -> print("backend-1", "INFO", ENDLESS));
    print("backend-1", "INFO", "delivered");
    tick();
    search("delivered");

    search("(.*e){8}zzz");

    assertThat(model.mistakeProperty().get())
        .startsWith("Stopped after 2 s")
        .endsWith("The previous one still applies.");
    assertThat(texts()).containsExactly("delivered");
    print("backend-1", "INFO", "delivered, too");
    tick();
    assertThat(texts()).containsExactly("delivered", "delivered, too");
  }

  @Test
  void searchThatOnlyNewLinesMakeEndlessIsDroppedAndAllIsShown() {
    print("backend-1", "INFO", "short");
    tick();
    search("(.*e){8}zzz");
    assertThat(texts()).isEmpty();

    print("backend-1", "INFO", ENDLESS);
    tick();

    assertThat(model.mistakeProperty().get()).endsWith("All lines are shown.");
    assertThat(texts()).containsExactly("short", ENDLESS);
    assertThat(model.highlightProperty().get()).isEmpty();
  }

  private void search(String expression) {
    model.wantedProperty().set(expression);
    background.finish();
  }

  private List<String> texts() {
    return model.shown().stream().map(LogEntry::text).toList();
  }

  private void print(String instance, String level, String text) {
    Instant now = clock.instant();
    platform.print(new LogLine(now, instance, "2026-01-01T00:00:00.000 " + level + " " + text));
  }

  /** A second passes, and the model sees what there is then. */
  private void tick() {
    clock.advance(Duration.ofSeconds(1));
    model.show(Snapshots.of(clock.instant(), platform.state(), timeline, List.of()));
    background.finish();
  }
}
