package switchboard.console.bundle;

import java.util.Arrays;
import java.util.Optional;

/** What is in a bundle, in the order in which it is written. */
enum EntryName {
  /** The experiment with every default in its place. */
  EXPERIMENT("experiment.json"),
  /** The notes of the run, one in a line, each by the wall clock and by a monotonic one. */
  JOURNAL("journal.jsonl"),
  /** Where and when it ran, and what was found once, at its end. */
  RUN("run.json"),
  /** Its faults with their evidence and their ledgers. */
  FAULTS("faults.json"),
  /** The timeline. */
  EVENTS("events.json"),
  /** What the cockpit's charts showed. */
  CHARTS("charts.json"),
  /** Samples of metrics, as OpenMetrics. */
  SERIES("series.om"),
  /** Latencies by interval, as HdrHistogram's log. */
  LATENCIES("latencies.hlog"),
  /** The requests that failed. */
  FAILURES("failures.csv"),
  /** What components printed, one line in a line. */
  LOGS("logs.jsonl"),
  /** The machine that the console ran on. */
  MACHINE("machine.json"),
  REPORT("report.json"),
  PAGE("report.html"),
  /** What is in the bundle, with a hash of each. */
  MANIFEST("manifest.json");

  private final String file;

  EntryName(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  static Optional<EntryName> of(String file) {
    return Arrays.stream(values()).filter(each -> each.file.equals(file)).findFirst();
  }
}
