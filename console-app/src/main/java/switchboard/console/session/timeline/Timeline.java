package switchboard.console.session.timeline;

import java.util.ArrayList;
import java.util.List;

/** The newest {@value #MAX_EVENTS} events in order of time. Any thread may add and read. */
public final class Timeline {
  static final int MAX_EVENTS = 500;

  private final List<TimelineEvent> events = new ArrayList<>();

  /** An action that took long comes late, and belongs where it began. */
  public synchronized void add(TimelineEvent event) {
    if (events.size() == MAX_EVENTS) {
      events.removeFirst();
    }
    var place = events.size();
    while (place > 0 && events.get(place - 1).at().isAfter(event.at())) {
      place--;
    }
    events.add(place, event);
  }

  public synchronized List<TimelineEvent> events() {
    return List.copyOf(events);
  }
}
