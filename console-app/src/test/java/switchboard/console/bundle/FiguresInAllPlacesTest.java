package switchboard.console.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static switchboard.console.text.Unit.BYTES;
import static switchboard.console.text.Unit.CORES;
import static switchboard.console.text.Unit.PERCENT;
import static switchboard.console.text.Unit.PER_SECOND;
import static switchboard.console.text.Unit.SECONDS;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.SampleTerminal;
import switchboard.console.load.LoadStats;
import switchboard.console.report.Report;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;

/**
 * The figures of one run, read where an operator or a program can read them: the result file, the
 * report, its page, the terminal, the bundle, and the replay in the window.
 */
class FiguresInAllPlacesTest {
  private static final int ENOUGH = 100;
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final List<String> PERCENTILES = List.of("p50", "p95", "p99", "max");

  /**
   * One figure.
   *
   * @param inResult its place in the result file
   * @param inReport its place in report.json
   * @param shown as the page has it; empty where it shows what the figure led to
   */
  private record Place(String inResult, String inReport, Optional<DoubleFunction<String>> shown) {}

  @TempDir private Path folder;
  private RunRecord record;
  private JsonObject result;
  private JsonObject report;
  private Path file;
  private Bundle bundle;

  @BeforeEach
  void write() throws Exception {
    var sample = new SampleBundle();
    record = sample.record();
    result = JsonParser.parseString(record.result().toJson()).getAsJsonObject();
    report =
        JsonParser.parseString(Report.of(record, "Switchboard 0.1.0").toJson()).getAsJsonObject();
    file = folder.resolve("run.swb");
    bundle = sample.write(file);
  }

  private static Place place(String inResult, String inReport, DoubleFunction<String> shown) {
    return new Place(inResult, inReport, Optional.of(shown));
  }

  private static Place whole(String inResult, String inReport) {
    return place(inResult, inReport, Format::whole);
  }

  private static Place in(Unit unit, String inResult, String inReport) {
    return place(inResult, inReport, value -> Format.figure(value, unit).toString());
  }

  private static Place millis(String inResult, String inReport) {
    return place(inResult, inReport, value -> Format.figure(value / 1e3, SECONDS).toString());
  }

  private static Place untold(String inResult, String inReport) {
    return new Place(inResult, inReport, Optional.empty());
  }

  private List<Place> places() {
    return Stream.of(users(), messages(), times(), spread(), usage(), objectives(), faults())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Place> users() {
    return List.of(
        whole("requests.total", "failures.requests"),
        whole("requests.failed", "failures.failed"),
        untold("requests.failedAtMostPercent", "failures.failedAtMostPercent"),
        untold("failuresTotal", "failures.listed"),
        whole("users.wanted", "load.users.wanted"),
        whole("users.connected", "load.users.connected"),
        whole("users.connectedPeak", "load.users.connectedPeak"),
        in(SECONDS, "ramp.seconds", "load.ramp.seconds"),
        in(PER_SECOND, "ramp.usersPerSecond", "load.ramp.usersPerSecond"),
        in(SECONDS, "measuredSeconds", "load.measuredSeconds"),
        whole("reconnects.count", "reconnects"));
  }

  private static List<Place> messages() {
    return Stream.concat(
            Stream.of(
                    "sent",
                    "acknowledged",
                    "owed",
                    "delivered",
                    "lost",
                    "duplicated",
                    "reordered",
                    "renumbered",
                    "undelivered",
                    "abandoned",
                    "pending",
                    "wrongPages")
                .map(each -> whole("messages." + each, "messages." + each)),
            Stream.of(whole("historyResets", "historyResets")))
        .toList();
  }

  private static List<Place> times() {
    return PERCENTILES.stream()
        .flatMap(
            each ->
                Stream.of(
                    millis("latencyMillis." + each, "latencies.0." + each),
                    millis("deliveryMillis." + each, "latencies.2." + each),
                    // The page leaves one of them out.
                    each.equals("p95")
                        ? untold("latenessMillis." + each, "load.latenessMillis." + each)
                        : millis("latenessMillis." + each, "load.latenessMillis." + each)))
        .toList();
  }

  private static List<Place> spread() {
    return Stream.concat(
            Stream.of("backend-1", "backend-2")
                .flatMap(
                    each ->
                        Stream.of(
                            in(PERCENT, "balance." + each, "spread.requestsPercent." + each),
                            in(
                                PERCENT,
                                "connections." + each,
                                "spread.connectionsPercent." + each))),
            Stream.of("requests", "connections")
                .map(
                    each ->
                        in(
                            PERCENT,
                            "largestDeviationPercent." + each,
                            "spread.largestDeviationPercent." + each)))
        .toList();
  }

  private List<Place> usage() {
    var places = new ArrayList<Place>();
    places.add(in(CORES, "totalCpuCores", "totalCpuCores"));
    var components = report.getAsJsonArray("components");
    for (var i = 0; i < components.size(); i++) {
      var name = components.get(i).getAsJsonObject().get("name").getAsString();
      var used = result.getAsJsonObject("usage").getAsJsonObject(name);
      if (used == null) {
        continue;
      }
      for (var key : used.keySet()) {
        var inResult = "usage." + name + "." + key;
        var inReport = "components." + i + "." + key;
        switch (key) {
          // With its limit: "0.21 of 1.00 cores".
          case "cpuCores", "cpuLimitCores" ->
              places.add(place(inResult, inReport, value -> Format.figure(value, CORES).number()));
          case "memoryBytes", "memoryLimitBytes" ->
              places.add(place(inResult, inReport, value -> Format.figure(value, BYTES).number()));
          case "throttledPercent" -> places.add(in(PERCENT, inResult, inReport));
          default -> {}
        }
      }
    }
    return places;
  }

  private List<Place> objectives() {
    return IntStream.range(0, result.getAsJsonArray("objectives").size())
        .boxed()
        .flatMap(
            i ->
                Stream.of("limit", "measured", "samples", "over", "atMostPercent")
                    .map(key -> "objectives." + i + "." + key)
                    .filter(path -> at(result, path).isPresent())
                    .map(path -> untold(path, path)))
        .toList();
  }

  /** Whose page shows how long after the injection each instant of the ledger was. */
  private List<Place> faults() {
    var ledger = result.getAsJsonArray("faults").get(0).getAsJsonObject().getAsJsonArray("ledger");
    return Stream.concat(
            Stream.of(
                untold("faults.0.recoveredAfterMillis", "faults.0.recoveredAfterMillis"),
                whole("faults.0.requestsFailed", "faults.0.requestsFailed"),
                whole("faults.0.messagesLost", "faults.0.messagesLost")),
            IntStream.range(0, ledger.size())
                .boxed()
                .flatMap(i -> Stream.of("notBefore", "notAfter").map(key -> ledgerPath(i, key)))
                .filter(path -> at(result, path).isPresent())
                .map(path -> untold(path, path)))
        .toList();
  }

  private static String ledgerPath(int i, String key) {
    return "faults.0.ledger." + i + "." + key;
  }

  private static Optional<JsonElement> at(JsonElement root, String path) {
    var found = Optional.of(root);
    for (var key : path.split("\\.", -1)) {
      found =
          found.flatMap(
              each ->
                  each.isJsonArray()
                      ? Optional.of(each.getAsJsonArray().get(Integer.parseInt(key)))
                      : Optional.ofNullable(each.getAsJsonObject().get(key)));
    }
    return found;
  }

  private static JsonPrimitive value(JsonObject root, String path) {
    return at(root, path)
        .orElseThrow(() -> new AssertionError("There is no " + path))
        .getAsJsonPrimitive();
  }

  private String shown(Place place) {
    return " " + place.shown().orElseThrow().apply(value(result, place.inResult()).getAsDouble());
  }

  @Test
  void resultFileAndReportAndBundleHaveTheSameHundredFigures() throws Exception {
    var kept = JsonParser.parseString(bundle.text(EntryName.REPORT)).getAsJsonObject();

    assertThat(places()).hasSizeGreaterThanOrEqualTo(ENOUGH);
    assertThat(places())
        .allSatisfy(
            each -> {
              assertThat(value(report, each.inReport())).isEqualTo(value(result, each.inResult()));
              assertThat(value(kept, each.inReport())).isEqualTo(value(result, each.inResult()));
            });
    assertThat(Verification.of(file).objections()).isEmpty();
  }

  @Test
  void pageShowsThemToTheSameDigit() throws Exception {
    var page = text(bundle.text(EntryName.PAGE));

    assertThat(places())
        .filteredOn(each -> each.shown().isPresent())
        .hasSizeGreaterThan(ENOUGH / 2)
        .allSatisfy(each -> assertThat(page).as(each.inReport()).contains(shown(each)));
  }

  private static String text(String html) {
    return TAG.matcher(html)
        .replaceAll(" ")
        .replace("&lt;", "<")
        .replace("&#x27;", "'")
        .replace("&amp;", "&");
  }

  /** Of the objectives, with their figures. */
  private List<String> sentences() {
    return record.result().objectives().stream().map(each -> each.sentence()).toList();
  }

  @Test
  void terminalShowsThemToTheSameDigit() {
    var terminal = " " + String.join(" ", SampleTerminal.of(record));

    assertThat(places())
        .filteredOn(each -> each.shown().isPresent())
        .hasSizeGreaterThan(ENOUGH / 2)
        .allSatisfy(each -> assertThat(terminal).as(each.inResult()).contains(shown(each)));
    assertThat(sentences()).allSatisfy(each -> assertThat(terminal).contains(each));
  }

  @Test
  void windowReplaysTheCountsOfTheReport() throws Exception {
    var replay = Recording.of(file);
    var users = replay.at(replay.ended()).load().orElseThrow();

    assertThat(counts(users)).isEqualTo(counts(record.stats()));
    assertThat(users.requests().total())
        .isEqualTo(report.getAsJsonObject("failures").get("requests").getAsLong());
    assertThat(replay.told().orElseThrow().sentence())
        .isEqualTo(record.result().verdict().sentence());
  }

  private static List<Object> counts(LoadStats stats) {
    return List.of(stats.users(), stats.requests(), stats.messages(), stats.deliveryMillis());
  }
}
