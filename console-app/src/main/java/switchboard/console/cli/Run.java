package switchboard.console.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import switchboard.console.Failure;
import switchboard.console.Outcome;
import switchboard.console.fault.Verdict;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.Platform;
import switchboard.console.platform.Step;
import switchboard.console.session.Session;
import switchboard.console.session.Snapshot;
import switchboard.console.session.TimelineEvent;
import switchboard.console.session.Usage;

/** Carries out one {@link RunPlan} and says on the way how it goes. */
final class Run {
  /** The simulator gives up after ten seconds what has not settled. */
  private static final Duration SETTLING = Duration.ofSeconds(15);

  /** The simulator's lateness is over ten seconds, of which none shall be of the ramp. */
  private static final int WARM_TICKS = 10;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final double MIB = 1 << 20;

  private final Platform platform;
  private final Session session;
  private final PrintWriter out;
  private long begun;
  private Set<TimelineEvent> eventsTold = Set.of();
  private int ticksConnected;
  private volatile Duration lateness = Duration.ZERO;

  Run(Platform platform, Session session, PrintWriter out) {
    this.platform = platform;
    this.session = session;
    this.out = out;
  }

  /** Empty when it failed before there was anything to judge. The system is stopped at the end. */
  Optional<RunResult> execute(RunPlan plan) throws InterruptedException {
    say("Launching on " + platform.name() + " …");
    begun = System.nanoTime();
    if (!told(session.launch(plan.replicas(), plan.load(), this::tellFailed))) {
      return Optional.empty();
    }
    say("Chat at " + platform.state().endpoints().orElseThrow().gateway());
    begun = System.nanoTime();
    session.listen(this::tell);
    for (var kill : plan.kills()) {
      waitUntil(kill.after());
      told(session.kill(kill.target()));
    }
    waitUntil(plan.duration());
    while (!session.snapshot().judging().isEmpty()) {
      pause();
    }
    var balance = session.balance(plan.duration());
    var usage = session.usage(plan.duration());
    var stats = settle();
    session.listen(snapshot -> {});
    var verdicts = session.snapshot().verdicts();
    var result =
        stats.map(
            last -> RunResult.judge(platform.id(), plan, last, lateness, balance, usage, verdicts));
    result.ifPresent(judged -> tellResult(judged, verdicts));
    told(session.stop(false, step -> {}));
    return result;
  }

  private Optional<LoadStats> settle() throws InterruptedException {
    if (!told(session.quiesce())) {
      return Optional.empty();
    }
    var deadline = System.nanoTime() + SETTLING.toNanos();
    while (true) {
      switch (session.stats()) {
        case Outcome.Done<LoadStats>(LoadStats stats) -> {
          if (stats.settled() || System.nanoTime() > deadline) {
            return Optional.of(stats);
          }
        }
        case Outcome.Failed<LoadStats>(Failure failure) -> {
          say(failure.sentence());
          return Optional.empty();
        }
      }
      pause();
    }
  }

  private void waitUntil(Duration sinceBegun) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(begun + sinceBegun.toNanos() - System.nanoTime());
  }

  private static void pause() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
  }

  private <T> boolean told(Outcome<T> outcome) {
    return switch (outcome) {
      case Outcome.Done<T> done -> true;
      case Outcome.Failed<T>(Failure failure) -> {
        say(failure.sentence());
        if (!failure.details().isEmpty()) {
          say(failure.details());
        }
        yield false;
      }
    };
  }

  private void tellFailed(Step step) {
    if (step.status() == Step.Status.FAILED) {
      say(step.name() + ": " + step.detail());
    }
  }

  private void tell(Snapshot snapshot) {
    var events = snapshot.timeline();
    events.stream()
        .filter(event -> !eventsTold.contains(event))
        .forEach(event -> say(clock() + "  " + event.text()));
    eventsTold = Set.copyOf(events);
    snapshot.load().ifPresent(this::observe);
    snapshot.load().ifPresent(load -> say(clock() + "  " + line(snapshot, load)));
  }

  /** The ramp is left out: it is as much a start of cold processes as it is load. */
  private void observe(LoadStats load) {
    ticksConnected += load.allConnected() ? 1 : 0;
    if (ticksConnected > WARM_TICKS) {
      load.lateness()
          .filter(late -> late.compareTo(lateness) > 0)
          .ifPresent(late -> lateness = late);
    }
  }

  private static String line(Snapshot snapshot, LoadStats load) {
    var recent = load.latencyMillis().last10s();
    return String.format(
        Locale.ROOT,
        "%d/%d ready  %d of %d users  %d requests, %d failed  %d lost  p99 %s",
        snapshot.system().readyBackends(),
        snapshot.system().backends().size(),
        load.users().connected(),
        load.users().wanted(),
        load.requests().total(),
        load.requests().failed(),
        load.messages().lost(),
        millis(recent.p99()));
  }

  private void tellResult(RunResult result, Iterable<Verdict> verdicts) {
    say("");
    for (var verdict : verdicts) {
      say(verdict.headline() + ": " + verdict.sentence());
    }
    say(
        String.format(
            Locale.ROOT,
            "%d of %d requests failed; %d messages acknowledged, %d deliveries, %d lost, %d"
                + " duplicated, %d reordered",
            result.requests().failed(),
            result.requests().total(),
            result.messages().acknowledged(),
            result.messages().delivered(),
            result.messages().lost(),
            result.messages().duplicated(),
            result.messages().reordered()));
    var latency = result.latencyMillis();
    say(
        "Latency p50 "
            + millis(latency.p50())
            + ", p95 "
            + millis(latency.p95())
            + ", p99 "
            + millis(latency.p99())
            + ", max "
            + millis(latency.max()));
    say("Requests by replica: " + shares(result.balance()));
    result.usage().forEach((name, usage) -> say(line(name, usage)));
    result.reasons().forEach(reason -> say("- " + reason));
    say(result.passed() ? "PASSED" : "NOT PASSED");
  }

  private static String line(String replica, Usage usage) {
    var words = new StringBuilder(replica);
    if (usage.cpuCores() != null) {
      words.append(String.format(Locale.ROOT, ": CPU %.2f cores", usage.cpuCores()));
    }
    if (usage.cpuLimitCores() != null) {
      words.append(String.format(Locale.ROOT, " of %.2f", usage.cpuLimitCores()));
    }
    if (usage.throttledPercent() != null) {
      words.append(String.format(Locale.ROOT, ", throttled %.1f %%", usage.throttledPercent()));
    }
    if (usage.memoryBytes() != null) {
      words.append(String.format(Locale.ROOT, ", memory %.0f MiB", usage.memoryBytes() / MIB));
    }
    if (usage.memoryLimitBytes() != null) {
      words.append(String.format(Locale.ROOT, " of %.0f", usage.memoryLimitBytes() / MIB));
    }
    return words.toString();
  }

  private static String shares(Map<String, Double> balance) {
    return balance.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
        .map(each -> String.format(Locale.ROOT, "%s %.1f %%", each.getKey(), each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String millis(Double value) {
    return value == null ? "–" : String.format(Locale.ROOT, "%.1f ms", value);
  }

  private String clock() {
    var seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
    return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
  }

  private synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
