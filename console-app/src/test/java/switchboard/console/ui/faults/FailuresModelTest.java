package switchboard.console.ui.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.console.Failure;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FailedRequests;
import switchboard.console.ui.cockpit.Models;

class FailuresModelTest {
  private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");
  private static final FailedRequests.Span SPAN =
      new FailedRequests.Span(2, AT, AT.plusSeconds(10));

  private final Models models = new Models().launched(2);
  private final FailuresModel failures = models.cockpit.failures();

  FailuresModelTest() {
    models.simulator.fail(
        failed(0, "before", 503),
        failed(1, "Ann", 503),
        failed(2, "Bob", null),
        failed(11, "x", 1));
  }

  @AfterEach
  void close() {
    models.close();
  }

  private static FailedRequest failed(int second, String user, Integer status) {
    return new FailedRequest(
        AT.plusSeconds(second), user, "/api/messages", "GET", "backend-2", status, "why", 1.0, 1);
  }

  private void open(FailedRequests.Span span) {
    failures.open(span);
    models.background.finish();
  }

  @Test
  void requestsThatFailedInTheTimeOfTheFaultAreShown() {
    open(SPAN);

    assertThat(failures.openProperty().get()).isTrue();
    assertThat(failures.titleProperty().get()).isEqualTo("2 failed requests");
    assertThat(failures.summaryProperty().get()).isEqualTo("2 of 2 shown");
    assertThat(failures.shown()).extracting(FailedRequest::user).containsExactly("Ann", "Bob");
  }

  @Test
  void textIsFoundInAnyCaseAndColumn() {
    open(SPAN);

    failures.wantedProperty().set("ANN");
    assertThat(failures.shown()).extracting(FailedRequest::user).containsExactly("Ann");
    assertThat(failures.summaryProperty().get()).isEqualTo("1 of 2 shown");
    failures.wantedProperty().set("503");
    assertThat(failures.shown()).extracting(FailedRequest::user).containsExactly("Ann");
    failures.wantedProperty().set("get /api");
    assertThat(failures.shown()).hasSize(2);
  }

  @Test
  void whatIsNotKeptIsSaid() {
    open(new FailedRequests.Span(5, AT, AT.plusSeconds(10)));

    assertThat(failures.summaryProperty().get())
        .isEqualTo("2 of 5 shown · the simulator keeps the first 10\u202f000");
  }

  @Test
  void nextOnesBeginWithNothingTyped() {
    open(SPAN);
    failures.wantedProperty().set("ann");
    failures.close();
    open(SPAN);

    assertThat(failures.shown()).hasSize(2);
  }

  @Test
  void answerToWhatWasClosedMeanwhileIsNotShown() {
    failures.open(SPAN);
    failures.close();
    models.background.finish();

    assertThat(failures.openProperty().get()).isFalse();
  }

  @Test
  void simulatorThatDoesNotKeepThemIsANotice() {
    models.simulator.keepNoFailures();

    open(SPAN);

    assertThat(failures.openProperty().get()).isFalse();
    assertThat(models.notices)
        .extracting(Failure::happened)
        .containsExactly("the simulator answered 404");
  }
}
