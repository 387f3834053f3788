package switchboard.console.session;

import java.time.Duration;
import java.util.Optional;
import switchboard.console.load.LoadStats;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.session.TimelineEvent.Kind;

/**
 * Records events of instances on the timeline and in their faults. Called with one event at a time,
 * in order.
 */
final class InstanceEventHandler {
  private final Timeline timeline;
  private final Faults faults;
  private final Freezes freezes;

  InstanceEventHandler(Timeline timeline, Faults faults, Freezes freezes) {
    this.timeline = timeline;
    this.faults = faults;
    this.freezes = freezes;
  }

  /**
   * Takes note of an event.
   *
   * @param load the users' figures before it, if there are any
   */
  void notice(PlatformEvent event, Optional<LoadStats> load) {
    var name = event.instance().name();
    switch (event) {
      case PlatformEvent.Died died -> {
        freezes.forget(name);
        died(died, load);
      }
      case PlatformEvent.Ready ready -> {
        for (var run : faults.ready(ready)) {
          var took = Phrases.seconds(Duration.between(run.at(), ready.at()));
          add(event, Kind.GOOD, name + " ready again after " + took);
        }
      }
      case PlatformEvent.NotReady notReady -> add(event, Kind.PROBLEM, name + " does not respond");
      case PlatformEvent.Paused paused -> {
        if (!faults.paused(paused)) {
          add(event, Kind.PROBLEM, name + " frozen outside the console");
        }
      }
      case PlatformEvent.Stopped stopped -> {
        freezes.forget(name);
        if (!faults.stopped(stopped)) {
          add(event, Kind.PROBLEM, name + " stopped outside the console");
        }
      }
      case PlatformEvent.Removed removed -> {
        freezes.forget(name);
        faults.removed(removed);
      }
      case PlatformEvent.Noted noted -> add(event, Kind.PROBLEM, name + ": " + noted.words());
    }
  }

  /** Users can do without their simulator and without Prometheus: only other deaths are judged. */
  private void died(PlatformEvent.Died event, Optional<LoadStats> load) {
    var role = event.instance().role();
    if (role == Role.SIMULATOR || role == Role.PROMETHEUS) {
      add(event, Kind.PROBLEM, event.instance().name() + " died: " + event.exit().reason());
    } else {
      faults.died(event, load).ifPresent(run -> add(event, Kind.PROBLEM, run.fault().headline()));
    }
  }

  private void add(PlatformEvent event, Kind kind, String text) {
    timeline.add(new TimelineEvent(event.at(), kind, text));
  }
}
