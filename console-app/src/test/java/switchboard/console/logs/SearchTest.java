package switchboard.console.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search that does not time out ignores interrupts too, so each test has its own thread. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SearchTest {
  private static final Duration FOREVER = Duration.ofDays(1);
  private static final String LINE = "a message was never acknowledged ".repeat(50);

  @Test
  void everyPlaceIsFoundAndNoneOfThemIsEmpty() throws Exception {
    assertThat(search("b*", FOREVER).spans("abcabb"))
        .containsExactly(new Search.Span(1, 2), new Search.Span(4, 6));
    assertThat(search("^a", FOREVER).isIn("abc")).isTrue();
    assertThat(search("^b", FOREVER).isIn("abc")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(.*e){8}zzz", "(.|e)*(.|a)*(.|d)*zzz"})
  void whatWouldTakeForEverIsGivenUp(String expression) {
    var search = search(expression, Duration.ofMillis(50));

    assertThatThrownBy(() -> search.isIn(LINE + "e".repeat(1_000) + "!"))
        .isInstanceOf(Search.GivenUp.class);
  }

  @Test
  void whatNeedsMoreStackThanThereIsIsGivenUp() {
    var search = search("(a|b)*c", FOREVER);

    assertThatThrownBy(() -> search.isIn("ab".repeat(1_000_000)))
        .isInstanceOf(Search.GivenUp.class)
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @Test
  void anInterruptEndsIt() {
    var search = search("(.*e){8}zzz", FOREVER);

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> search.isIn(LINE)).isInstanceOf(Search.GivenUp.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static Search search(String expression, Duration limit) {
    return new Search(Pattern.compile(expression), limit);
  }
}
