package switchboard.console.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import switchboard.console.metrics.panel.Reading;
import switchboard.console.metrics.panel.Readings;

class AskedOnceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final List<Reading> ALL = Readings.forScrapesEvery(Duration.ofSeconds(1)).all();
  private static final Expression ONE = ALL.getFirst().expression();
  private static final Expression OTHER = ALL.getLast().expression();

  private final List<Expression> asked = new ArrayList<>();
  private QueryResult answer = new QueryResult.NoData();
  private final AskedOnce source =
      new AskedOnce(
          (expression, start, end, step) -> {
            asked.add(expression);
            return answer;
          });

  @Test
  void whatIsAskedAgainInOneRoundIsAskedOnce() {
    source.at(ONE, NOW);
    source.at(OTHER, NOW);
    source.at(ONE, NOW);
    source.at(ONE, NOW.plusSeconds(1));

    assertThat(asked).containsExactly(ONE, OTHER, ONE);
  }

  @Test
  void nextRoundAsksAgain() {
    source.at(ONE, NOW);
    source.begin();
    source.at(ONE, NOW);

    assertThat(asked).containsExactly(ONE, ONE);
  }

  @Test
  void silentSourceIsAskedNothingMoreInTheRound() {
    answer = new QueryResult.Unreachable(new IOException("silent"));

    source.at(ONE, NOW);

    assertThat(source.at(OTHER, NOW)).isEqualTo(answer);
    assertThat(asked).containsExactly(ONE);
  }
}
