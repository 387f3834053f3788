package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.Outcomes.done;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import switchboard.console.ManualClock;
import switchboard.console.bundle.KeptRuns;
import switchboard.console.fault.kind.Kill;
import switchboard.console.load.FakeSimulator;
import switchboard.console.load.LoadPlan;
import switchboard.console.metrics.FakePrometheus;
import switchboard.console.platform.FakePlatform;
import switchboard.console.platform.LogLine;
import switchboard.console.session.FakeSessions;
import switchboard.console.session.Session;
import switchboard.console.session.Ticks;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.SettingsFile;

/**
 * Eight hours of the window in ten minutes: what a second brings comes fifty times a second, over a
 * platform in memory. Run by {@code benchmarks/run soak}, which shows the curve.
 */
@Tag("soak")
@ExtendWith(WindowExtension.class)
class SoakTest {
  private static final int REPLICAS = 10;
  private static final int SPEED = 50;
  private static final int HOURS =
      Integer.parseInt(Optional.ofNullable(System.getenv("SOAK_HOURS")).orElse("8"));
  private static final int SECONDS_BETWEEN_LOOKS = 1_200;
  private static final int SECONDS_BETWEEN_KILLS = 300;

  private static final int LINES_PER_SECOND = 30;
  private static final int LINES_KEPT = 5_000;
  private static final int SECONDS_BETWEEN_SCREENS = 600;

  /** What may come on top once every chart is full, for what the JVM itself still learns. */
  private static final double MAY_GROW = 1.1;

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final FakeSimulator simulator = new FakeSimulator();
  private final FakePrometheus prometheus = new FakePrometheus(REPLICAS);
  private final FakePlatform platform = new FakePlatform(clock, simulator.address());
  private final Session session = new Session(platform, new OkHttpClient(), clock);
  private final Ticks ticks = new Ticks(session);

  @Start
  void start(Stage primary) {
    platform.watchedBy(prometheus.address());
    var opened = session;
    var settings = new LiveSettings(new SettingsFile(folder.resolve("settings.json")));
    new ConsoleApp(
            new FakeSessions(opened),
            opened,
            settings,
            new KeptRuns(folder.resolve("runs"), KeptRuns.MAX_BYTES),
            clock,
            page -> {})
        .show(primary, MemoryWindow.SCREENS, () -> {});
  }

  @AfterEach
  void close() {
    session.close();
    simulator.close();
    prometheus.close();
  }

  @Test
  void hoursOfRunningDoNotGrowMemory(FxRobot robot) throws IOException {
    done(session.launch(REPLICAS, LoadPlan.DEFAULT, step -> {}));
    var heaps = new ArrayList<Long>();
    var begun = System.nanoTime();
    for (var second = 0; second <= Duration.ofHours(HOURS).toSeconds(); second++) {
      live(second);
      if (second % SECONDS_BETWEEN_SCREENS == 0) {
        robot.type(second / SECONDS_BETWEEN_SCREENS % 2 == 0 ? KeyCode.F1 : KeyCode.F3);
      }
      if (second % SECONDS_BETWEEN_LOOKS == 0) {
        heaps.add(look(second));
      }
      var due = begun + second * TimeUnit.SECONDS.toNanos(1) / SPEED;
      LockSupport.parkNanos(due - System.nanoTime());
    }
    var took = Duration.ofNanos(System.nanoTime() - begun);
    System.out.println("SOAKED " + took.toSeconds() + " s");

    // By then every chart and list holds as much as it ever will.
    var full = highest(heaps.subList(0, heaps.size() / 2));
    var last = highest(heaps.subList(heaps.size() / 2, heaps.size()));
    assertThat((double) last).as("heap in the second half").isLessThan(full * MAY_GROW);
  }

  private void live(int second) {
    clock.advance(Duration.ofSeconds(1));
    for (var line = 0; line < LINES_PER_SECOND; line++) {
      var instance = "backend-" + (line % REPLICAS + 1);
      platform.print(new LogLine(clock.instant(), instance, "line " + line + " of " + second));
    }
    platform.forgetLines(LINES_KEPT);
    switch (second % SECONDS_BETWEEN_KILLS) {
      case 10 -> {
        var victim = "backend-" + (second / SECONDS_BETWEEN_KILLS % REPLICAS + 1);
        done(session.faults().inject(new Kill(victim)));
        platform.restart(victim);
      }
      case 100 -> done(session.replicas().scale(2, step -> {}));
      case 150 -> done(session.replicas().scale(REPLICAS, step -> {}));
      default -> {}
    }
    ticks.tick();
  }

  /** Prints a point of the curve: hours, heap and resident memory in MiB. */
  private static long look(int second) throws IOException {
    System.gc();
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.println(
        String.format(
            Locale.ROOT,
            "SOAK %.2f %.1f %.1f",
            second / 3600.0,
            heap / (double) (1 << 20),
            resident() / 1024.0));
    return heap;
  }

  private static long resident() throws IOException {
    try (var status = Files.lines(Path.of("/proc/self/status"))) {
      return status
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }

  private static long highest(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).max().orElseThrow();
  }
}
