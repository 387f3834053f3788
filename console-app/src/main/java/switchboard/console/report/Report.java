package switchboard.console.report;

import com.google.gson.Gson;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.RunResult;
import switchboard.console.experiment.RunResult.Deviation;
import switchboard.console.experiment.RunResult.Times;
import switchboard.console.experiment.RunResult.Users;
import switchboard.console.experiment.VerdictResult;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.experiment.probe.ClaimResult;
import switchboard.console.experiment.probe.ProbeResult;
import switchboard.console.experiment.schedule.Ramp;
import switchboard.console.load.LoadStats.Messages;
import switchboard.console.metrics.panel.Line;
import switchboard.console.report.calibrated.Calibrated;
import switchboard.console.text.Unit;

/**
 * All that a report says; its fields are those of report.json, and report.html is made of nothing
 * else. Every figure is that of the run's result. What is not known is absent. No host, no user, no
 * path of the machine is named.
 *
 * @param schema of which version this is
 * @param version of the product
 * @param subject "experiment", or "session": what an operator did by hand since the launch
 * @param begunAt when the load was set, or the system of a session launched, ISO 8601, UTC
 * @param endedAt when it had come to rest, or a session was judged, likewise
 * @param gates all of them, in order
 * @param objectives those of every run first
 * @param machine that the console ran on
 * @param phases in order of time
 * @param populations how many requests there were in each phase
 * @param latencies of requests, deliveries and reconnects, by phase
 * @param messages and their deliveries, since the load's start
 * @param historyResets how often users were notified that the store had lost history
 * @param reconnects of users whose socket broke
 * @param spread over the replicas
 * @param components in the order of the data's way
 * @param totalCpuCores of all components; absent when one is unknown
 * @param events of the timeline, since the load's start
 * @param charts the cockpit's; empty when nothing was measured
 * @param notMeasured what is absent from this report, and why
 * @param calibration what equal runs on this machine gave; absent when it was not calibrated for
 *     them
 */
public record Report(
    String schema,
    String version,
    String subject,
    String begunAt,
    String endedAt,
    VerdictResult verdict,
    List<GateResult> gates,
    List<ObjectiveOutcome> objectives,
    List<ClaimResult> claims,
    List<ProbeResult> probes,
    ResolvedExperiment experiment,
    Platform platform,
    Machine machine,
    List<Span> phases,
    Load load,
    RequestFailures failures,
    List<Requests> populations,
    List<Latency> latencies,
    Messages messages,
    Long historyResets,
    long reconnects,
    Spread spread,
    List<Component> components,
    Double totalCpuCores,
    List<ReportedFault> faults,
    List<Event> events,
    List<Chart> charts,
    List<NotMeasured> notMeasured,
    Calibrated calibration) {

  /** Of the fields of this version. A reader of one refuses another. */
  public static final String SCHEMA = "switchboard.report/v1";

  static final String EXPERIMENT = "experiment";
  static final String SESSION = "session";

  /** What the charts of a report are read by: more digits are noise. */
  private static final MathContext DIGITS = new MathContext(5);

  private static final Gson GSON =
      RunResult.json()
          .registerTypeAdapter(Unit.class, word())
          .registerTypeAdapter(Line.class, new LineWriter())
          .create();

  /**
   * Where it ran.
   *
   * @param adopted whether the system was there before
   * @param tls true when users reached the gateway by HTTPS; absent otherwise
   * @param implementations by role, with the version where the platform tells it
   */
  public record Platform(
      String id, String name, boolean adopted, Boolean tls, Map<String, String> implementations) {}

  /**
   * A part of the run's time.
   *
   * @param name "ramp", "warm-up", "baseline", "fault", "recovery" or "settling"
   * @param of the fault that it belongs to; absent for what belongs to none
   * @param from ISO 8601, UTC
   * @param until ISO 8601, UTC; absent when it did not end before the run
   */
  public record Span(String name, String of, String from, String until) {}

  /**
   * The load that was asked for, and what came of it.
   *
   * @param intendedPerSecond requests that all users together send, when all are connected
   * @param achievedPerSecond those that had an outcome while it was measured; absent when the
   *     warm-up did not end
   * @param issued requests that were due; absent when a simulator does not count them
   * @param dropped those that were due and not sent; absent likewise
   * @param ramp absent when not all users were connected in time
   * @param measuredSeconds after the warm-up; absent when that did not end, and times and usage are
   *     since the load's start
   * @param latenessMillis of the simulator's own timers
   */
  public record Load(
      Users users,
      double intendedPerSecond,
      Double achievedPerSecond,
      Long issued,
      Long dropped,
      Ramp ramp,
      Double measuredSeconds,
      Times latenessMillis) {}

  /**
   * The requests of a phase.
   *
   * @param failedAtMostPercent see {@link RequestFailures}
   * @param disconnectedSeconds for how long users were without a socket, all together
   */
  public record Requests(
      String phase,
      long requests,
      long failed,
      Double failedAtMostPercent,
      Double disconnectedSeconds) {}

  /**
   * How evenly the replicas were used.
   *
   * @param requestsPercent each replica's share of the requests, by name
   * @param connectionsPercent each replica's share of the sockets at the end, by name
   */
  public record Spread(
      Map<String, Double> requestsPercent,
      Map<String, Double> connectionsPercent,
      Deviation largestDeviationPercent) {}

  /**
   * What was done or happened.
   *
   * @param at ISO 8601, UTC
   * @param severity "good", "action", "change" or "problem"
   */
  public record Event(String at, String severity, String text) {}

  /**
   * What is absent.
   *
   * @param why to be read by itself
   */
  public record NotMeasured(String what, String why) {}

  /** The report of what this machine's console carried out. */
  public static Report of(RunRecord run, String version) {
    return new ReportBuilder(run, version, Machine.ofThisConsole(), Redaction.ofThisMachine())
        .build();
  }

  /** The report of a run whose texts name no host, no user and no path any more. */
  public static Report of(RunRecord run, String version, Machine machine) {
    return new ReportBuilder(run, version, machine, Redaction.OF_NOBODY).build();
  }

  /** The same, of a machine that is calibrated for such runs. */
  public Report with(Optional<Calibrated> found) {
    return new Report(
        schema,
        version,
        subject,
        begunAt,
        endedAt,
        verdict,
        gates,
        objectives,
        claims,
        probes,
        experiment,
        platform,
        machine,
        phases,
        load,
        failures,
        populations,
        latencies,
        messages,
        historyResets,
        reconnects,
        spread,
        components,
        totalCpuCores,
        faults,
        events,
        charts,
        notMeasured,
        found.orElse(null));
  }

  boolean isOfSession() {
    return subject.equals(SESSION);
  }

  /** What a figure is of that is of no phase alone. */
  String whole() {
    return isOfSession() ? "whole session" : "whole run";
  }

  /** The file report.json. */
  public String toJson() {
    return GSON.toJson(this);
  }

  /** The file report.html. */
  public String toHtml() {
    return HtmlReport.of(this);
  }

  private static JsonSerializer<Enum<?>> word() {
    return (value, type, context) ->
        new JsonPrimitive(value.name().toLowerCase(Locale.ROOT).replace('_', ' '));
  }

  /** Values in one row: half an hour has 1 800 of them. */
  private static final class LineWriter extends TypeAdapter<Line> {
    @Override
    public void write(JsonWriter out, Line line) throws IOException {
      if (line == null) {
        out.nullValue();
        return;
      }
      var values = new StringJoiner(",", "[", "]");
      for (var i = 0; i < line.size(); i++) {
        values.add(number(line.value(i)));
      }
      out.beginObject();
      out.name("name").value(line.name());
      out.name("values").jsonValue(values.toString());
      out.endObject();
    }

    private static String number(double value) {
      return Double.isFinite(value)
          ? plain(BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros())
          : "null";
    }

    private static String plain(BigDecimal value) {
      return value.signum() == 0 ? "0" : value.toString();
    }

    @Override
    public Line read(JsonReader in) {
      throw new UnsupportedOperationException("Reports are not read");
    }
  }
}
