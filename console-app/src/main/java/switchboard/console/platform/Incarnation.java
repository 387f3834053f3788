package switchboard.console.platform;

import java.time.Instant;
import java.util.Objects;

/**
 * One life of an instance, which no later one of the same name is taken for.
 *
 * @param place where its engine is, so that no other engine is asked for it; empty where there is
 *     one engine only
 * @param id what the engine calls it: a process id, a container id
 * @param started when this life began, as the engine says: the same container may be started again
 */
public record Incarnation(String place, String id, Instant started) {
  public Incarnation {
    Objects.requireNonNull(place);
    Objects.requireNonNull(id);
    Objects.requireNonNull(started);
  }
}
