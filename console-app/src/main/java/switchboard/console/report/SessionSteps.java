package switchboard.console.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import switchboard.console.report.ResolvedExperiment.Step;
import switchboard.console.session.timeline.TimelineEvent;

/** What the operator did in a session, among all that happened. */
final class SessionSteps {
  private static final double MILLIS_PER_SECOND = 1e3;

  private SessionSteps() {}

  /** In order of time. */
  static List<Step> of(List<TimelineEvent> timeline, Instant begun, Redaction redaction) {
    return timeline.stream()
        .filter(SessionSteps::isAction)
        .filter(event -> !event.at().isBefore(begun))
        .map(event -> step(event, begun, redaction))
        .toList();
  }

  private static Step step(TimelineEvent event, Instant begun, Redaction redaction) {
    var lasts =
        event instanceof TimelineEvent.FaultBegan fault
            ? fault.fault().duration().map(SessionSteps::seconds).orElse(null)
            : null;
    return new Step(
        seconds(Duration.between(begun, event.at())),
        redaction.of(event.text()),
        null,
        null,
        lasts);
  }

  private static double seconds(Duration time) {
    return time.toMillis() / MILLIS_PER_SECOND;
  }

  private static boolean isAction(TimelineEvent event) {
    return switch (event) {
      case TimelineEvent.Launched it -> true;
      case TimelineEvent.SystemStopped it -> true;
      case TimelineEvent.ReplicasScaled it -> true;
      case TimelineEvent.SimulatorsScaled it -> true;
      case TimelineEvent.ReplicaStarted it -> true;
      case TimelineEvent.AutoscalerSet it -> true;
      case TimelineEvent.LoadChanged it -> true;
      case TimelineEvent.FaultBegan it -> it.fault().isInjected();
      case TimelineEvent.FaultUndone it -> true;
      case TimelineEvent.StackChanged it -> true;
      case TimelineEvent.LaunchFailed it -> false;
      case TimelineEvent.LoadShared it -> false;
      case TimelineEvent.CountsLost it -> false;
      case TimelineEvent.Recovered it -> false;
      case TimelineEvent.UsersFollowed it -> false;
      case TimelineEvent.AlertChanged it -> false;
      case TimelineEvent.NotPassed it -> false;
      case TimelineEvent.UnfreezeFailed it -> false;
      case TimelineEvent.Healed it -> false;
      case TimelineEvent.Noticed it -> false;
      case TimelineEvent.ConnectionChanged it -> false;
      case TimelineEvent.Kept it -> false;
      case TimelineEvent.LoadTestBegan it -> true;
      case TimelineEvent.LoadTestEnded it -> false;
      case TimelineEvent.Trial it -> false;
    };
  }
}
