package switchboard.console.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailedRequestsTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

  private static FailedRequest at(Instant when, Integer status, String error) {
    return new FailedRequest(when, "user-7", "/ws", "SEND", "backend-2", status, error, 12.34, 3);
  }

  private static FailedRequests one(int millis) {
    return new FailedRequests(1, 1, List.of(at(AT.plusMillis(millis), 503, "why")));
  }

  @Test
  void spanHoldsWhatFailedAfterItsFirstFiguresUntilItsLast() {
    var all = FailedRequests.together(List.of(one(0), one(1), one(5), one(6)));

    var some = all.of(new FailedRequests.Span(2, AT, AT.plusMillis(5)));

    assertThat(some.failures())
        .extracting(FailedRequest::at)
        .containsExactly(AT.plusMillis(1), AT.plusMillis(5));
    assertThat(some.total()).isEqualTo(2);
  }

  @Test
  void tenThousandOfAllAreKept() {
    var many =
        new FailedRequests(
            20_000,
            10_000,
            IntStream.range(0, 10_000).mapToObj(i -> at(AT.plusMillis(i), 503, "why")).toList());

    var both = FailedRequests.together(List.of(many, many));

    assertThat(both.total()).isEqualTo(40_000);
    assertThat(both.kept()).isEqualTo(10_000);
    assertThat(both.failures()).hasSize(10_000);
    assertThat(both.failures().getLast().at()).isEqualTo(AT.plusMillis(4_999));
  }

  @Test
  void tableQuotesTextAndLeavesOutWhatIsNotKnown() {
    var csv =
        FailedRequests.csv(
            List.of(at(AT, 503, "said \"no\", twice"), at(AT, null, "=cmd|' /C calc'!A0")));

    assertThat(csv)
        .isEqualTo(
            """
            at,user,method,route,through,status,error,durationMillis,attempts
            2026-01-01T12:00:00.000Z,"user-7","SEND","/ws","backend-2",503,"said ""no"", twice",12.3,3
            2026-01-01T12:00:00.000Z,"user-7","SEND","/ws","backend-2",,"'=cmd|' /C calc'!A0",12.3,3
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void oneIsNoSeveral() {
    assertThat(new FailedRequests.Span(1, AT, AT).words()).isEqualTo("1 failed request");
    assertThat(new FailedRequests.Span(12_345, AT, AT).words())
        .isEqualTo("12\u202f345 failed requests");
  }

  @Test
  void textThatIsNotKnownIsAnEmptyCell() {
    assertThat(FailedRequests.csv(List.of(at(AT, 503, null)))).contains(",503,,12.3,3");
  }
}
