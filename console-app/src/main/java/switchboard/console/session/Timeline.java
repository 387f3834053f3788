package switchboard.console.session;

import java.util.ArrayDeque;
import java.util.List;

/** The newest {@value #MAX_EVENTS} events in order of time. Any thread may add and read. */
final class Timeline {
  static final int MAX_EVENTS = 500;

  private final ArrayDeque<TimelineEvent> events = new ArrayDeque<>();

  synchronized void add(TimelineEvent event) {
    if (events.size() == MAX_EVENTS) {
      events.removeFirst();
    }
    events.addLast(event);
  }

  synchronized List<TimelineEvent> events() {
    return List.copyOf(events);
  }
}
