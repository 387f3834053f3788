package switchboard.console.metrics.panel;

import java.util.Objects;
import switchboard.console.metrics.Expression;
import switchboard.console.text.Unit;

/**
 * One figure, of the system (a series without an instance) or of each instance: a tile's, a card's.
 */
public record Reading(String id, String title, Unit unit, Expression expression) {
  public Reading {
    Objects.requireNonNull(title);
    Objects.requireNonNull(unit);
    Objects.requireNonNull(expression);
    if (id.isBlank()) {
      throw new IllegalArgumentException("Expected an id of the reading \"" + title + '"');
    }
  }
}
