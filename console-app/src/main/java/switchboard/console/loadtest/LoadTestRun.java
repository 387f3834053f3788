package switchboard.console.loadtest;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/** Carries out one load test, and reports its progress. */
public final class LoadTestRun {
  private static final Duration POLL = Duration.ofMillis(200);

  /** How often in a row the simulator may not answer: its loop is busy with the test. */
  private static final int MAX_SILENT_POLLS = 3;

  private final Consumer<LoadTestReport> progress;
  private final CountDownLatch aborted = new CountDownLatch(1);

  /**
   * @param progress receives a report a few times a second, on a thread of the test's own
   */
  public LoadTestRun(Consumer<LoadTestReport> progress) {
    this.progress = progress;
  }

  /** Ends it before its time; the result says what was seen until then. Any thread may call. */
  public void abort() {
    aborted.countDown();
  }

  /**
   * Carries it out. An interruption aborts it.
   *
   * @return a failure when it could not be carried out
   */
  public Outcome<LoadTestResult> execute(LoadTests on, LoadTestPlan plan) {
    var carriedOut = new FutureTask<>(() -> carryOut(on, plan));
    Thread.ofVirtual().name("load-test").start(carriedOut);
    while (true) {
      try {
        return carriedOut.get();
      } catch (InterruptedException e) {
        // The call that starts or ends it must not be cut off: nobody would end it then.
        abort();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
  }

  private Outcome<LoadTestResult> carryOut(LoadTests on, LoadTestPlan plan) {
    return plan.filling()
        .map(filling -> ended(on, filling, report -> {}).then(LoadTestRun::filled))
        .orElseGet(() -> Outcome.done(""))
        .then(filled -> ended(on, plan, progress))
        .map(report -> LoadTestResult.of(plan, report));
  }

  /** Without anything to read there is nothing to measure; an abort shows in what follows. */
  private static Outcome<String> filled(LoadTestReport report) {
    return report.result().failed() == 0
        ? Outcome.done("")
        : Outcome.failed(
            new Failure(
                "Writing messages to read",
                report.result().failed() + " of " + report.requests() + " failed",
                "Check that the system is ready, and try again.",
                report.result().statuses() + " " + report.result().errors()));
  }

  private Outcome<LoadTestReport> ended(
      LoadTests on, LoadTestPlan plan, Consumer<LoadTestReport> told) {
    return on.start(plan).then(begun -> followed(on, begun, told)).then(LoadTestRun::checked);
  }

  private static Outcome<LoadTestReport> checked(LoadTestReport report) {
    return report.problem() == null
        ? Outcome.done(report)
        : Outcome.failed(
            new Failure(
                "The load test",
                report.problem(),
                "Check that the system is ready, and try again."));
  }

  private Outcome<LoadTestReport> followed(
      LoadTests on, LoadTestReport begun, Consumer<LoadTestReport> told) {
    var silent = 0;
    while (true) {
      if (isAbortedWithin(POLL)) {
        return on.cancel(begun.id()).then(cancelled -> on.find(begun.id()));
      }
      switch (on.find(begun.id())) {
        case Outcome.Done<LoadTestReport>(LoadTestReport report) -> {
          silent = 0;
          told.accept(report);
          if (report.isOver()) {
            return Outcome.done(report);
          }
        }
        case Outcome.Failed<LoadTestReport> failed -> {
          silent++;
          if (silent == MAX_SILENT_POLLS) {
            // Nobody waits for it any more, and it would be in the way of the next.
            on.cancel(begun.id());
            return failed;
          }
        }
      }
    }
  }

  private boolean isAbortedWithin(Duration time) {
    try {
      return aborted.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the test's own thread", e);
    }
  }
}
