package switchboard.console.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.Preset;
import switchboard.console.text.Durations;

/** The options of the command line that make a {@link LoadTestPlan}. */
final class LoadOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = {
        "What the other options change: ab (20000 reads of messages, 50 at a time), rate (reads,"
            + " 2000 a second for 30s) or messages (20000 messages sent, 50 at a time)."
      },
      completionCandidates = Presets.class)
  private String preset = Preset.AB.word();

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "How many requests, 1 to 1000000: the next one goes when one is answered.")
  private Integer requests;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "How many requests at a time, 1 to 1000.")
  private Integer concurrency;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = {
        "Requests a second, 1 to 50000, whether they are answered or not; times count from when"
            + " each was due."
      })
  private Double rate;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      description = "With a rate: for how long, 1s to 10m.")
  private String duration;

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "What is requested of the system's gateway, with its query.")
  private String path;

  @Option(names = "--method", paramLabel = "METHOD", description = "GET, HEAD or POST.")
  private String method;

  @Option(
      names = "--body",
      paramLabel = "JSON",
      description = {
        "The body of a POST. In it, and in the path, {n} is the number of the request and {run} is"
            + " different for each run."
      })
  private String body;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      description = {
        "Sessions of users of its own, 0 to 1000, whose tokens the requests carry in turn; 0 for"
            + " requests without a token."
      })
  private Integer sessions;

  /** The names of the presets. */
  static final class Presets implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Preset.values()).map(Preset::word).iterator();
    }
  }

  /**
   * The plan that they ask for.
   *
   * @throws ParameterException when an option is not what it may be
   */
  LoadTestPlan plan() {
    var base = preset().plan();
    try {
      return base.with(
          Optional.ofNullable(method).map(given -> given.toUpperCase(Locale.ROOT)),
          Optional.ofNullable(path),
          Optional.ofNullable(body),
          Optional.ofNullable(sessions),
          shape(base.shape()));
    } catch (IllegalArgumentException e) {
      // The names of the plan are those of the options.
      throw bad("--" + e.getMessage().replaceFirst(" (is|has|make) ", ": "));
    }
  }

  private Preset preset() {
    return Arrays.stream(Preset.values())
        .filter(each -> each.word().equals(preset))
        .findFirst()
        .orElseThrow(() -> bad("--preset: '" + preset + "' is unknown; use ab, rate or messages"));
  }

  private Arrivals shape(Arrivals base) {
    var closed = requests != null || concurrency != null;
    var open = rate != null || duration != null;
    if (closed && open) {
      throw bad("Use either --requests and --concurrency, or --rate and --duration");
    }
    if (closed || (!open && base instanceof Arrivals.Closed)) {
      var usual = Arrivals.Closed.DEFAULT;
      int count = requests == null ? usual.requests() : requests;
      return new Arrivals.Closed(
          count, concurrency == null ? Math.clamp(count, 1, usual.concurrency()) : concurrency);
    }
    var usual = Arrivals.Open.DEFAULT;
    return new Arrivals.Open(
        rate == null ? usual.perSecond() : rate, duration == null ? usual.duration() : time());
  }

  private Duration time() {
    try {
      return Durations.parse(duration);
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage());
    }
  }

  private ParameterException bad(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
