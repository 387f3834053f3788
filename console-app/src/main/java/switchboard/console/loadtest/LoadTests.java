package switchboard.console.loadtest;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/**
 * The load tests of a running system, which its simulator carries out one at a time. Calls block;
 * any thread may make them.
 */
public final class LoadTests {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Gson GSON = new Gson();
  private static final String PATH = "/load-tests";

  private final OkHttpClient http;
  private final URI simulator;

  /**
   * @param simulator where its control API listens, without a path
   */
  public LoadTests(OkHttpClient http, URI simulator) {
    this.http = http;
    this.simulator = simulator;
  }

  /** Starts one; a failure while another one is running. */
  Outcome<LoadTestReport> start(LoadTestPlan plan) {
    var body = RequestBody.create(GSON.toJson(plan.toJson()), JSON);
    return call("Starting the load test", request("").post(body).build());
  }

  /** How far one is, with the histogram of its times. */
  Outcome<LoadTestReport> find(String id) {
    return call("Reading the load test", request("/" + id + "?histograms=true").build());
  }

  /** Ends one before its time. */
  Outcome<LoadTestReport> cancel(String id) {
    return call("Stopping the load test", request("/" + id).delete().build());
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(simulator + PATH + path);
  }

  private Outcome<LoadTestReport> call(String tried, Request request) {
    try (var response = http.newCall(request).execute()) {
      var body = response.body().string();
      return response.isSuccessful()
          ? parsed(tried, body)
          : Outcome.failed(refusal(tried, response.code(), body));
    } catch (IOException e) {
      return Outcome.failed(
          new Failure(
              tried,
              "the simulator does not respond",
              "It restarts automatically: try again.",
              e.toString()));
    }
  }

  private static Outcome<LoadTestReport> parsed(String tried, String body) {
    try {
      return Outcome.done(Objects.requireNonNull(GSON.fromJson(body, LoadTestReport.class)));
    } catch (RuntimeException e) {
      // Gson says what does not fit in exceptions of many kinds, those of constructors too.
      return Outcome.failed(
          new Failure(
              tried,
              "the simulator's answer is not the expected JSON",
              "Use a simulator and a console of the same version.",
              body));
    }
  }

  private static Failure refusal(String tried, int status, String body) {
    var next =
        switch (status) {
          case HttpURLConnection.HTTP_CONFLICT -> "Wait for it, or stop it.";
          case HttpURLConnection.HTTP_NOT_FOUND ->
              "Use a simulator and a console of the same version, and try again.";
          default -> "Change the load test.";
        };
    return new Failure(tried, detail(body).orElse("the simulator answered " + status), next, body);
  }

  /** Of a problem document (RFC 9457). */
  private static Optional<String> detail(String body) {
    try {
      return Optional.of(GSON.fromJson(body, JsonObject.class).get("detail").getAsString());
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
