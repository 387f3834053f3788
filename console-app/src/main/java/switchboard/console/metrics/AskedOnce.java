package switchboard.console.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A source that is asked in rounds: within one, what is asked again is answered as before, and once
 * the source did not answer, nothing more is asked. Not safe for use by several threads.
 */
public final class AskedOnce implements MetricsSource {
  private final MetricsSource source;
  private final Map<Question, QueryResult> answers = new HashMap<>();
  private Optional<QueryResult> silence = Optional.empty();

  private record Question(Expression expression, Instant start, Instant end, Duration step) {}

  public AskedOnce(MetricsSource source) {
    this.source = source;
  }

  /** Begins a round. */
  public void begin() {
    answers.clear();
    silence = Optional.empty();
  }

  /** Whether the source has answered all that was asked in this round. */
  public boolean answered() {
    return silence.isEmpty();
  }

  @Override
  public QueryResult range(Expression expression, Instant start, Instant end, Duration step) {
    if (silence.isPresent()) {
      return silence.get();
    }
    var answer =
        answers.computeIfAbsent(
            new Question(expression, start, end, step),
            asked -> source.range(expression, start, end, step));
    if (answer instanceof QueryResult.Unreachable) {
      silence = Optional.of(answer);
    }
    return answer;
  }
}
