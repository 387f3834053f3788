package switchboard.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.RunRemains;
import switchboard.console.experiment.SampleRecord;
import switchboard.console.experiment.probe.Claim;
import switchboard.console.experiment.probe.ClaimResult;
import switchboard.console.experiment.probe.Probe;
import switchboard.console.experiment.probe.ProbeResult;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.LoadStats.Messages;
import switchboard.console.verdict.Objective;

@Tag("locales")
class ReportTest {
  private static final String VERSION = "Switchboard 0.1.0";
  private static final String HOST = "canary-host";
  private static final String USER = "canaryuser";
  private static final Path HOME = Path.of("/canary/home/of");

  /** As text and as markup, in whatever a report may have from elsewhere. */
  private static final String MARKUP = "<script>alert('x')</script>\"&<img src=http://x.example>";

  private final SampleRecord sample = new SampleRecord();

  private Report report() {
    return build(sample.record());
  }

  private static Report build(RunRecord record) {
    return new ReportBuilder(
            record,
            VERSION,
            Machine.ofThisConsole(),
            new Redaction(List.of(HOST, USER), List.of(HOME)))
        .build();
  }

  private static JsonObject json(Report report) {
    return JsonParser.parseString(report.toJson()).getAsJsonObject();
  }

  /** What is read of a page, a space between all elements. */
  private static String text(String html) {
    return html.replaceAll("(?s)<style>.*?</style>", "")
        .replaceAll("<[^>]*>", " ")
        .replaceAll(" +", " ");
  }

  static List<String> schemaErrors(Report report) throws IOException {
    var schema = Files.readString(Path.of("../docs/report.schema.json"));
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(schema)
        .validate(report.toJson(), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static FailedRequest failed(int second, String replica, String error) {
    return new FailedRequest(
        SampleRecord.AT.plusSeconds(second),
        "user-7",
        "/api/messages",
        "GET",
        replica,
        503,
        error,
        1_612.5,
        2);
  }

  @Test
  void reportIsAsItsSchemaSays() throws IOException {
    assertThat(schemaErrors(report())).isEmpty();
  }

  @Test
  void reportWithClaimsAndFailuresIsAsItsSchemaSays() throws IOException {
    sample.stats = sample.stats.withFailed(2);
    sample.failures = List.of(failed(20, "backend-2", "HTTP 503"), failed(21, null, null));
    sample.hypothesis = Optional.of("h");
    sample.claims =
        List.of(
            new Claim("system B, 7.1", "±5 %", Objective.parse("spread<=5%"), false),
            new Claim("system B, 9", "22 MiB", Objective.parse("promql(\"m\")<=22"), false));
    sample.probes = List.of(probe("even", "max(up)"));

    var report = report();

    assertThat(schemaErrors(report)).isEmpty();
    assertThat(report.claims()).extracting(ClaimResult::met).containsExactly(true, null);
    assertThat(text(report.toHtml())).contains("system B, 7.1", "not judged", "even", "max(up)");
  }

  private static ProbeResult probe(String id, String asked) {
    return new ProbeResult(
        id,
        Probe.When.AFTER,
        asked,
        "at least 1",
        ProbeResult.State.NOT_HELD,
        1,
        1,
        0.0,
        0.0,
        false,
        "Probe " + id + " after: 0, expected at least 1");
  }

  @Test
  void whatIsNotKnownIsAbsentAndSaidToBe() throws IOException {
    sample.isMeasured = false;
    sample.stats =
        sample.stats.withMessages(
            was -> new Messages(500, 500, null, 25_000, 0, 0, 0, null, null, null, 0, null));

    var report = report();

    assertThat(schemaErrors(report)).isEmpty();
    assertThat(json(report).getAsJsonObject("messages").keySet())
        .doesNotContain("owed", "renumbered", "undelivered", "abandoned", "wrongPages");
    assertThat(report.notMeasured())
        .extracting(Report.NotMeasured::what)
        .contains("Charts", "CPU of simulator and gateway")
        .anyMatch(what -> what.startsWith("Messages: owed, renumbered"));
    assertThat(text(report.toHtml())).contains("There were no metrics when the run ended.");
  }

  @Test
  void figuresOfThePageAreThoseOfTheFileAndOfTheResult() {
    sample.stats = sample.stats.withFailed(3);
    sample.failures = List.of(failed(20, "backend-2", "HTTP 503"));
    var result = sample.record().result();
    var report = report();
    var json = json(report);
    var failures = json.getAsJsonObject("failures");
    var page = text(report.toHtml());

    assertThat(failures.get("requests").getAsLong()).isEqualTo(result.requests().total());
    assertThat(failures.get("failed").getAsLong()).isEqualTo(result.requests().failed());
    assertThat(failures.get("failedAtMostPercent").getAsDouble())
        .isEqualTo(result.requests().failedAtMostPercent());
    assertThat(json.getAsJsonObject("verdict").get("result").getAsString())
        .isEqualTo(result.verdict().result().word());
    assertThat(page).contains("Failed requests 3 of 18\u202f204 · ≤ 0.043 %");
    assertThat(page).contains("3 of 18\u202f204 requests failed (≤ 0.043 %)");
    result
        .objectives()
        .forEach(objective -> assertThat(objective.sentence()).endsWith(Texts.found(objective)));
    assertThat(report.objectives()).isEqualTo(result.objectives());
    assertThat(page).contains("deliveries.p99&lt;=1s delivery p99 12 ms outside faults ✓ met");
    assertThat(report.latencies().getFirst().p99()).isEqualTo(result.latencyMillis().p99());
    assertThat(page).contains("Requests run 100 5.0 ms");
    assertThat(report.messages()).isEqualTo(result.messages());
    assertThat(page).contains("Delivered 25\u202f000");
    assertThat(report.components())
        .filteredOn(each -> each.name().equals("backend-1"))
        .allMatch(each -> each.cpuCores().equals(result.usage().get("backend-1").cpuCores()));
    assertThat(page).contains("backend-1 0.21 of 1.00 cores 12.5 % 143 of 381 MiB");
    var fault = json.getAsJsonArray("faults").get(0).getAsJsonObject();
    assertThat(fault.get("recoveredAfterMillis").getAsLong())
        .isEqualTo(result.faults().getFirst().recoveredAfterMillis());
    assertThat(page).contains("Recovery after the fault " + fault.get("recovery").getAsString());
  }

  @Test
  void verdictThatDidNotPassIsSaidWithItsCausesAndItsFigureComesFirst() {
    sample.stats = sample.stats.withFailed(3);

    var report = report();

    assertThat(text(report.toHtml()))
        .contains("Failed Objectives: 3 requests failed. See the charts and the logs");
    assertThat(KeyFigures.of(report).getFirst())
        .isEqualTo(
            new KeyFigures.KeyFigure("Failed requests", "3", "of 18\u202f204 · ≤ 0.043 %", true));
    assertThat(KeyFigures.of(report)).hasSizeBetween(2, 4);
  }

  @Test
  void failedRequestsThatAreAlikeAreOneKind() {
    sample.stats = sample.stats.withFailed(3);
    sample.failures =
        List.of(
            failed(20, "backend-1", "HTTP 503"),
            failed(21, "backend-2", "HTTP 503"),
            failed(25, "backend-2", "HTTP 503"));

    var kinds = report().failures().kinds();

    assertThat(kinds).hasSize(2);
    assertThat(kinds.getFirst())
        .isEqualTo(
            new RequestFailures.Kind(
                2,
                "GET",
                "/api/messages",
                "backend-2",
                503,
                "HTTP 503",
                "2026-01-01T12:00:21Z",
                "2026-01-01T12:00:25Z"));
  }

  @Test
  void halfAnHourOfTenReplicasStaysSmall() throws IOException {
    sample.replicas = 10;
    sample.lasts = Duration.ofMinutes(30);

    var report = report();

    assertThat(report.toHtml().getBytes(StandardCharsets.UTF_8).length).isLessThan(3 << 20);
    assertThat(report.charts())
        .allSatisfy(
            chart ->
                assertThat(chart.lines())
                    .allMatch(line -> line.size() == 1_801 && line.size() <= Chart.MAX_POINTS));
    assertThat(schemaErrors(report)).isEmpty();
  }

  @Test
  void noTextReachesThePageAsMarkup() {
    sample.stats = sample.stats.withFailed(1);
    sample.failures = List.of(failed(20, "backend-2", MARKUP));
    sample.store = MARKUP;
    sample.evidence = MARKUP;
    sample.name = MARKUP;
    sample.hypothesis = Optional.of(MARKUP);
    sample.claims = List.of(new Claim(MARKUP, MARKUP, Objective.parse("spread<=5%"), false));
    sample.probes = List.of(probe(MARKUP, MARKUP));
    var html = report().toHtml();

    assertThat(html).doesNotContain("<script", "<img");
    assertThat(html)
        .contains("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;&quot;&amp;&lt;img");
    assertThat(Pattern.compile("<[^>]*").matcher(html).results())
        .as("what is in an attribute stays there")
        .allMatch(tag -> quotes(tag.group()) % 2 == 0);
  }

  private static long quotes(String tag) {
    return tag.chars().filter(each -> each == '"').count();
  }

  @Test
  void nothingTellsOnWhoseMachineItWas() {
    var telling =
        "Cannot connect to "
            + HOST
            + " as "
            + USER
            + ": "
            + HOME
            + "/secret and /home/someone/x, file:///etc/y, 10.1.2.3:80";
    sample.stats = sample.stats.withFailed(1);
    sample.failures = List.of(failed(20, "backend-2", telling));
    sample.store = telling;
    sample.evidence = telling;

    var report = report();

    assertThat(Stream.of(report.toJson(), report.toHtml()))
        .allSatisfy(
            file ->
                assertThat(file)
                    .contains("Cannot connect to (name) as (name): (path) and (path), (path),")
                    .doesNotContain(
                        HOST,
                        USER,
                        HOME.toString(),
                        "/home/",
                        "/etc/",
                        "10.1.2.3",
                        System.getProperty("user.dir"))
                    .contains("/api/messages"));
  }

  @Test
  void pageAsksTheNetworkForNothing() {
    var html = report().toHtml();

    assertThat(html)
        .contains(
            "http-equiv=\"Content-Security-Policy\" content=\"default-src &#x27;none&#x27;;"
                + " style-src")
        .doesNotContain(
            "<link", "<script", "src=", "href=", "url(", "@import", "http://", "https://");
  }

  @Test
  void pageIsReadInOrderByAScreenReader() {
    var html = report().toHtml();

    assertThat(html).contains("<html lang=\"en\">");
    assertThat(count(html, "<h1>")).isEqualTo(1);
    assertThat(count(html, "<th[ >]")).isEqualTo(count(html, "<th scope=\"(col|row)\""));
    assertThat(count(html, "<table[ >]")).isPositive().isEqualTo(count(html, "<caption"));
    assertThat(count(html, "<svg "))
        .isEqualTo(count(html, "<svg viewBox=\"[^\"]*\" role=\"img\" aria-label=\"[^\"]+\""));
    assertThat(count(html, "class=\"scroll"))
        .isEqualTo(
            count(
                html, "class=\"scroll[^>]* tabindex=\"0\" role=\"region\" aria-label=\"[^\"]+\""));
    assertThat(html.indexOf("class=\"verdict"))
        .isLessThan(html.indexOf("class=\"tiles\""))
        .isLessThan(html.indexOf("<svg"));
  }

  private static long count(String html, String pattern) {
    return Pattern.compile(pattern).matcher(html).results().count();
  }

  @Test
  void everyChartOfTheCockpitIsThereWithLimitsAndMarks() {
    var html = report().toHtml();
    var charts = html.substring(html.indexOf("<h2>Charts</h2>"));

    assertThat(Pattern.compile("data-chart=\"(\\w+)\"").matcher(charts).results())
        .extracting(each -> each.group(1))
        .containsExactly("requests", "latency", "errors", "cpu", "memory", "messages");
    assertThat(count(charts, "class=\"line limit\"")).isEqualTo(2);
    assertThat(count(charts, "class=\"throttled t2\"")).isEqualTo(3);
    assertThat(count(charts, "class=\"mark problem\" [^>]*><title>0:20 killed backend-2<"))
        .isEqualTo(6);
    assertThat(charts).contains("aria-label=\"Latency over 1 min. Highest: p50 33 ms, p95 ");
  }

  @Test
  void replicaThatIsAwayIsAGap() {
    var requests = report().charts().getFirst();
    var html = report().toHtml();

    assertThat(requests.lines().get(1).value(21)).isNaN();
    assertThat(json(report()).toString()).contains("null");
    assertThat(count(html.substring(html.indexOf("<h2>Charts</h2>")), "class=\"line c2\" d=\"M"))
        .as("backend-2 of three charts in two pieces, and p95 and accepted in one")
        .isEqualTo(3 * 2 + 2);
  }

  @Test
  void ledgerIsALineOfIntervalsAndATableThatSaysWhatIsNotKnown() {
    var html = report().toHtml();

    assertThat(count(html, "class=\"bar ")).isEqualTo(10);
    assertThat(text(html))
        .contains("up == 0: 0 to 2 s")
        .contains("users evenly spread: 11 to 13 s")
        .contains("first failed request – – no request failed")
        .contains("alert ReplicaDown firing – – did not fire")
        .contains("Noticed first: gateway took it out.");
  }

  @Test
  void ofSeveralObjectivesOfAKindTheMissedOneIsTheKeyFigure() {
    sample.objectives =
        sample.objectives.with(
            List.of(
                Objective.parse("deliveries.p99<=100ms during baseline"),
                Objective.parse("deliveries.p99<=1ms during fault")));

    assertThat(KeyFigures.of(report()))
        .startsWith(
            new KeyFigures.KeyFigure("Delivery p99", "12 ms", "limit 1.0 ms, during fault", true));
  }

  @Test
  void recoveryOfTheKeyFiguresIsThatOfItsObjective() {
    var report = report();
    var objective =
        report.objectives().stream()
            .filter(each -> each.objective().startsWith("recovery"))
            .findFirst()
            .orElseThrow();

    assertThat(report.faults().getFirst().recoveryMillis() / 1e3).isEqualTo(objective.measured());
  }

  @Test
  void reportOfASessionIsAsItsSchemaSaysAndHasWhatWasDone() throws IOException {
    sample.session = Optional.of(new RunRemains.OfSession(3));

    var report = report();

    assertThat(schemaErrors(report)).isEmpty();
    assertThat(json(report).get("subject").getAsString()).isEqualTo("session");
    assertThat(report.experiment().steps())
        .extracting(step -> step.action())
        .containsExactly("users 0 → 100", "killed backend-2");
    assertThat(report.phases()).extracting(phase -> phase.name()).doesNotContain("ramp");
    assertThat(text(report.toHtml()))
        .contains(
            "What was done By hand or by a run After Action Lasts",
            "whole session",
            "3 more verdicts Those of 1 fault are kept")
        .doesNotContain("whole run", "The warm-up did not end");
  }

  @Test
  void targetThatDidNotRecoverIsAmongTheKeyFigures() {
    sample.recovers = false;

    assertThat(KeyFigures.of(report()))
        .contains(
            new KeyFigures.KeyFigure("Recovery after the fault", "none", "of backend-2", true));
    assertThat(text(report().toHtml())).contains("✕ Failed");
  }

  @Test
  void longNameOfAnAlertLeavesTheLineWhereItIs() {
    sample.alert = "A".repeat(300);

    var bars = Pattern.compile("class=\"bar [^>]* width=\"([0-9.]+)\"");

    assertThat(bars.matcher(report().toHtml()).results())
        .hasSize(11)
        .allMatch(bar -> Double.parseDouble(bar.group(1)) > 0);
  }

  @Test
  void manyFaultsHaveTheirFirstLedgersOnThePageAndAllInTheFile() {
    sample.faults = 10;

    var report = report();

    assertThat(count(report.toHtml(), "<caption>Ledger of ")).isEqualTo(6);
    assertThat(text(report.toHtml())).contains("Other faults, whose ledgers are in report.json");
    assertThat(report.faults()).hasSize(10).allMatch(fault -> fault.ledger().size() == 12);
  }

  @Test
  void timeThatIsNotMeasuredAndTimeOfAFaultAreBandsOfEveryChart() {
    var html = report().toHtml();
    var charts = html.substring(html.indexOf("<h2>Charts</h2>"));

    assertThat(count(charts, "class=\"band unmeasured\"")).isEqualTo(2 * 6);
    assertThat(count(charts, "class=\"band problem\" [^>]*><title>fault<")).isEqualTo(6);
  }

  @Test
  void phasesFollowEachOther() {
    var phases = report().phases();

    assertThat(phases)
        .extracting(Report.Span::name)
        .containsExactly("ramp", "warm-up", "baseline", "fault", "recovery", "settling");
    assertThat(IntStream.range(1, phases.size()))
        .allMatch(
            i ->
                phases.get(i).from().compareTo(phases.get(i - 1).from()) >= 0
                    && phases.get(i - 1).until() != null);
  }

  @Test
  void eventsBeforeTheLoadAreNotTheRuns() {
    assertThat(report().events())
        .extracting(Report.Event::text)
        .containsExactly(
            "users 0 → 100", "killed backend-2", "backend-2 ready again after 1.7 to 1.9 s");
  }

  @Test
  void runWithoutANameIsCalledByWhatWasDone() {
    assertThat(report().experiment().name()).isEqualTo("Kill backend-2 under 100 users");
    assertThat(text(report().toHtml())).doesNotContain("Hypothesis");
  }
}
