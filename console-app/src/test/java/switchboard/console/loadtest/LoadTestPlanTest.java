package switchboard.console.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locales")
class LoadTestPlanTest {
  private static final Arrivals SHAPE = new Arrivals.Closed(10, 2);

  private static LoadTestPlan of(String method, String path, String body) {
    return new LoadTestPlan(method, path, Optional.ofNullable(body), 0, SHAPE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "api",
        "//example.org/",
        "/\\example.org",
        "http://example.org/",
        "/a b",
        "/#x",
        "/ä"
      })
  void onlyPathsOfTheGatewayCanBeNamed(String path) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("GET", path, null))
        .withMessageStartingWith("path is '" + path + "'; expected one of the system's gateway");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/messages?room=a&limit=20", "/a//b", "/{n}?x={run}"})
  void pathMayHaveAQueryAndPlaceholders(String path) {
    assertThat(of("GET", path, null).target()).isEqualTo("GET " + path);
  }

  @Test
  void bodyIsForPostAndBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("GET", "/", "{}"))
        .withMessage("body is for POST only; leave it out with GET");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("POST", "/", "x".repeat(8193)))
        .withMessage("body has 8193 characters; expected up to 8192");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of("PUT", "/", null))
        .withMessage("method is 'PUT'; expected GET, HEAD or POST");
  }

  @Test
  void anotherMethodOrPathDoesNotSendWhatThePresetSends() {
    var preset = Preset.MESSAGES.plan();

    var read = preset.with(none(), Optional.of("/api/replica"), none(), none(), preset.shape());
    var head = preset.with(Optional.of("HEAD"), none(), none(), none(), preset.shape());

    assertThat(read.target()).isEqualTo("GET /api/replica");
    assertThat(read.body()).isEmpty();
    assertThat(head.target()).isEqualTo("HEAD " + preset.path());
    assertThat(head.body()).isEmpty();
    assertThat(head.sessions()).isEqualTo(preset.sessions());
  }

  @Test
  void bodyThatIsGivenIsPosted() {
    var read = Preset.AB.plan();

    var plan =
        read.with(none(), Optional.of("/api/messages"), Optional.of("{}"), none(), read.shape());

    assertThat(plan.target()).isEqualTo("POST /api/messages");
    assertThat(plan.body()).contains("{}");
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  @Test
  void shapesAreBounded() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Arrivals.Closed(0, 1))
        .withMessage("requests is 0; expected 1 to 1000000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Arrivals.Closed(1, 1001))
        .withMessage("concurrency is 1001; expected 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Arrivals.Open(Double.NaN, Duration.ofSeconds(1)))
        .withMessage("rate is no number; expected 1 to 50000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Arrivals.Open(1, Duration.ofMinutes(11)))
        .withMessage("duration is 11m; expected 1s to 10m");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Arrivals.Open(50_000, Duration.ofMinutes(1)))
        .withMessage("rate and duration make 3000000 requests; expected up to 1000000");
  }

  @Test
  void simulatorIsToldTheShapeInItsOwnWords() {
    assertThat(of("GET", "/", null).toJson())
        .hasToString(
            "{\"method\":\"GET\",\"path\":\"/\",\"sessions\":0,\"requests\":10,\"concurrency\":2}");
    assertThat(
            new LoadTestPlan(
                    "POST",
                    "/",
                    Optional.of("{}"),
                    3,
                    new Arrivals.Open(2_000, Duration.ofSeconds(30)))
                .toJson())
        .hasToString(
            "{\"method\":\"POST\",\"path\":\"/\",\"body\":\"{}\",\"sessions\":3,\"rate\":2000,\"duration\":\"30s\"}");
  }

  @Test
  void shapeIsSaidInWords() {
    assertThat(new Arrivals.Closed(20_000, 50).words())
        .isEqualTo("20\u202f000 requests, 50 at a time");
    assertThat(new Arrivals.Open(2_000, Duration.ofSeconds(30)).words())
        .isEqualTo("2\u202f000 requests/s for 30 s");
  }

  @ParameterizedTest
  @EnumSource(Preset.class)
  void readsOfThePresetsHaveSomethingToRead(Preset preset) {
    assertThat(preset.plan().filling().isPresent()).isEqualTo(preset.plan().method().equals("GET"));
  }
}
