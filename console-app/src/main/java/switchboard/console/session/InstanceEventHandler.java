package switchboard.console.session;

import java.time.Duration;
import switchboard.console.intent.OpenIntents;
import switchboard.console.platform.PlatformEvent;
import switchboard.console.platform.Role;
import switchboard.console.session.timeline.Timeline;
import switchboard.console.session.timeline.TimelineEvent;
import switchboard.console.session.timeline.TimelineEvent.Noticed;

/**
 * Records events of instances on the timeline and in their faults. Called with one event at a time,
 * in order.
 */
final class InstanceEventHandler {
  private final Timeline timeline;
  private final Faults faults;
  private final Freezes freezes;
  private final OpenIntents intents;
  private final Load load;

  InstanceEventHandler(
      Timeline timeline, Faults faults, Freezes freezes, OpenIntents intents, Load load) {
    this.timeline = timeline;
    this.faults = faults;
    this.freezes = freezes;
    this.intents = intents;
    this.load = load;
  }

  void notice(PlatformEvent event) {
    var name = event.instance().name();
    intents.notice(event);
    switch (event) {
      case PlatformEvent.Died died -> {
        freezes.forget(name);
        died(died);
      }
      case PlatformEvent.Ready ready -> {
        for (var run : faults.ready(ready)) {
          var least = Duration.between(run.at(), ready.notBefore());
          var most = Duration.between(run.at(), ready.at());
          timeline.add(new TimelineEvent.Recovered(ready.at(), name, least, most));
        }
        var instance = ready.instance();
        if (instance.role() == Role.SIMULATOR && instance.restarts() > 0) {
          load.restarted();
        }
      }
      case PlatformEvent.NotReady notReady -> timeline.add(new Noticed(notReady));
      case PlatformEvent.Paused paused -> {
        if (!faults.paused(paused)) {
          timeline.add(new Noticed(paused));
        }
      }
      case PlatformEvent.Stopped stopped -> {
        freezes.forget(name);
        if (!faults.stopped(stopped)) {
          timeline.add(new Noticed(stopped));
        }
      }
      case PlatformEvent.Removed removed -> {
        freezes.forget(name);
        faults.removed(removed);
      }
      case PlatformEvent.Noted noted -> timeline.add(new Noticed(noted));
    }
  }

  /** Users can do without their simulator and without Prometheus: only other deaths are judged. */
  private void died(PlatformEvent.Died event) {
    var role = event.instance().role();
    if (role == Role.SIMULATOR || role == Role.PROMETHEUS) {
      timeline.add(new Noticed(event));
    } else {
      faults
          .died(event, load.figures())
          .ifPresent(run -> timeline.add(new TimelineEvent.FaultBegan(event.at(), run.fault())));
    }
  }
}
