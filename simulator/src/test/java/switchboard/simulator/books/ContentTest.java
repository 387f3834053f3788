package switchboard.simulator.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContentTest {
  private static final int MESSAGES = 100_000;

  @Test
  void idsOfManyMessagesAreToldApart() {
    assertThat(IntStream.range(0, MESSAGES).mapToLong(n -> Content.hash("id-" + n)).distinct())
        .hasSize(MESSAGES);
  }

  @Test
  void textsOfManyMessagesAreToldApart() {
    assertThat(
            IntStream.range(0, MESSAGES)
                .mapToLong(n -> Content.of("id", "ada", "text " + n).whole())
                .distinct())
        .hasSize(MESSAGES);
  }

  @Test
  void sameLettersOfOtherPartsAreAnotherContent() {
    assertThat(Content.of("id", "ada", "text")).isNotEqualTo(Content.of("id", "adat", "ext"));
  }
}
