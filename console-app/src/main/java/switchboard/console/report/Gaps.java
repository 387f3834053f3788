package switchboard.console.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import switchboard.console.experiment.RunRecord;
import switchboard.console.experiment.RunRemains;
import switchboard.console.experiment.VerdictResult.GateResult;
import switchboard.console.experiment.VerdictResult.ObjectiveOutcome;
import switchboard.console.metrics.panel.PanelData;
import switchboard.console.metrics.panel.PanelStatus;
import switchboard.console.session.metrics.MetricQueries;
import switchboard.console.text.Format;
import switchboard.console.verdict.GateCheck;

/** What is absent from a report, and why. */
final class Gaps {
  private final List<Report.NotMeasured> found = new ArrayList<>();
  private final Redaction redaction;

  Gaps(
      RunRecord run,
      Machine machine,
      List<GateResult> gates,
      List<ObjectiveOutcome> objectives,
      List<Component> components,
      Redaction redaction) {
    this.redaction = redaction;
    objectives.stream()
        .filter(each -> each.measured() == null)
        .forEach(each -> add("Objective " + each.objective(), each.sentence()));
    gates.stream()
        .filter(each -> each.state() == GateCheck.State.NOT_APPLICABLE)
        .forEach(each -> add("Gate: " + each.gate().title(), each.sentence()));
    users(run);
    run.remains().session().ifPresentOrElse(of -> session(of, run), () -> joining(run));
    components(components);
    charts(run);
    if (machine.memoryBytes() == null) {
      add("Memory of the machine", "The JVM does not tell it");
    }
    if (machine.cgroupVersion() == null) {
      add("Version of control groups", "The console's machine has none");
    }
    add("Versions of container images", images(run.remains().place().id()));
  }

  List<Report.NotMeasured> all() {
    return List.copyOf(found);
  }

  private void add(String what, String why) {
    var sentence = redaction.of(why == null ? "It is not known" : why);
    found.add(new Report.NotMeasured(what, sentence.endsWith(".") ? sentence : sentence + "."));
  }

  private void users(RunRecord run) {
    var stats = run.stats();
    if (!stats.uncounted().isEmpty()) {
      add("Messages: " + String.join(", ", stats.uncounted()), "The simulator does not count them");
    }
    if (stats.requests().issued() == null) {
      add("Requests that were due", "The simulator does not count them");
    }
    if (stats.reconnectMillis() == null) {
      add("How long users were disconnected", "The simulator does not measure it");
    }
    if (run.result().failures() == null) {
      add("Which requests failed", "The simulator does not report it");
    } else if (run.result().requests().failed() > run.result().failures().size()) {
      add(
          "How every request failed",
          "The first " + Format.whole(run.result().failures().size()) + " are kept");
    }
  }

  private void joining(RunRecord run) {
    if (run.remains().moments().connected().isEmpty()) {
      add("How fast users joined", "Not all of them were connected at any time");
    }
    if (run.remains().moments().warm().isEmpty()) {
      add(
          "Times and usage after the warm-up",
          "The warm-up did not end: they are since the start of the load");
    }
  }

  private void session(RunRemains.OfSession session, RunRecord run) {
    var moments = run.remains().moments();
    add("How fast users joined", "The load of a session is changed at any time");
    if (session.verdictsLeftOut() > 0) {
      add(
          Format.count(session.verdictsLeftOut(), "more verdict"),
          "Those of "
              + Format.count(run.verdicts().size(), "fault")
              + " are kept, and what passed goes first");
    }
    if (Duration.between(moments.begun(), moments.ended()).compareTo(MetricQueries.HISTORY) > 0) {
      add(
          "Usage and spread of the whole session",
          "They are of the last " + MetricQueries.HISTORY.toMinutes() + " minutes of it");
    }
  }

  private void components(List<Component> components) {
    unknown("CPU of ", components, each -> each.cpuCores() == null, "It is not reported");
    unknown("Memory of ", components, each -> each.memoryBytes() == null, "It is not reported");
    unknown(
        "Limits of ",
        components,
        each -> each.cpuLimitCores() == null && each.memoryLimitBytes() == null,
        "There is none, or none that is known");
    unknown(
        "Throttling of ",
        components,
        each -> each.throttledPercent() == null,
        "It is known of replicas with a CPU limit only");
  }

  private void unknown(
      String what, List<Component> components, Predicate<Component> which, String why) {
    var names = components.stream().filter(which).map(Component::name).toList();
    if (!names.isEmpty()) {
      add(what + (names.size() == components.size() ? "all" : Format.enumeration(names)), why);
    }
  }

  private void charts(RunRecord run) {
    if (run.remains().panels().isEmpty()) {
      add(
          "Charts",
          run.remains().session().isPresent()
              ? "There were no metrics yet"
              : "There were no metrics when the run ended");
    }
    if (run.remains().panels().stream().anyMatch(each -> isCut(each, run))) {
      add("Charts of the whole run", "The console keeps the last hour of it");
    }
    run.remains().panels().forEach(this::status);
  }

  private static boolean isCut(PanelData panel, RunRecord run) {
    var missing = Duration.between(run.remains().moments().begun(), panel.start());
    return missing.compareTo(panel.step().multipliedBy(2)) > 0;
  }

  private void status(PanelData panel) {
    var title = "Chart " + panel.panel().title();
    switch (panel.status()) {
      case PanelStatus.Current current -> {}
      case PanelStatus.NoData none ->
          none.since()
              .ifPresentOrElse(
                  since ->
                      add(title + " after " + Texts.clock(since.toString()), "There was no value"),
                  () -> add(title, "There was no value"));
      case PanelStatus.Disconnected lost ->
          add(title + " after " + Texts.clock(lost.since().toString()), lost.reason());
      case PanelStatus.Rejected refused -> add(title, refused.reason());
    }
  }

  private static String images(String platform) {
    return platform.equals("local")
        ? "Processes run here, of the product's own version"
        : "The engine is not asked for them; the product's own have its version";
  }
}
