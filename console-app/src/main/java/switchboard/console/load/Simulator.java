package switchboard.console.load;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.URI;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import switchboard.console.Failure;
import switchboard.console.Outcome;

/** The client of the simulator's control API. Calls block; any thread may make them. */
public final class Simulator {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Gson GSON = new Gson();

  private final OkHttpClient http;
  private final URI base;

  /**
   * @param base where the control API listens, without a path
   */
  public Simulator(OkHttpClient http, URI base) {
    this.http = http;
    this.base = base;
  }

  /** Sets the load; the simulator moves towards it at the plan's spawn rate. */
  public Outcome<LoadPlan> setLoad(LoadPlan plan) {
    var request = request("/load").put(RequestBody.create(GSON.toJson(plan), JSON)).build();
    return call("Setting the load", request).map(body -> plan);
  }

  /** The load that was set last. */
  public Outcome<LoadPlan> load() {
    return read("Reading the load", "/load", LoadPlan.class);
  }

  /** Ends the warm-up: what is measured since the mark counts afresh, what failed does not. */
  public Outcome<String> mark() {
    return call("Ending the warm-up", request("/mark").post(RequestBody.create("", JSON)).build());
  }

  /** Ends sending and reading, so that what is under way can settle; users stay connected. */
  public Outcome<String> quiesce() {
    return call(
        "Quiescing the simulator", request("/quiesce").post(RequestBody.create("", JSON)).build());
  }

  /**
   * Its figures.
   *
   * @param histograms whether distributions come with theirs
   */
  public Outcome<LoadStats> stats(boolean histograms) {
    var path = histograms ? "/stats?histograms=true" : "/stats";
    return read("Reading the simulator's figures", path, LoadStats.class);
  }

  /** Its users' failed requests; a failure from a simulator that does not keep them. */
  public Outcome<FailedRequests> failures() {
    return read("Reading the failed requests", "/failures", FailedRequests.class);
  }

  private <T> Outcome<T> read(String tried, String path, Class<T> form) {
    return switch (call(tried, request(path).build())) {
      case Outcome.Done<String>(String body) -> parse(tried, body, form);
      case Outcome.Failed<String>(Failure failure) -> Outcome.failed(failure);
    };
  }

  private static <T> Outcome<T> parse(String tried, String body, Class<T> form) {
    try {
      return Outcome.done(Objects.requireNonNull(GSON.fromJson(body, form)));
    } catch (RuntimeException e) {
      // Gson says what does not fit in exceptions of many kinds, those of constructors too.
      return Outcome.failed(failure(tried, "they are not the expected JSON", body));
    }
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(base + path);
  }

  private Outcome<String> call(String tried, Request request) {
    try (var response = http.newCall(request).execute()) {
      var body = response.body().string();
      return response.isSuccessful()
          ? Outcome.done(body)
          : Outcome.failed(failure(tried, "the simulator answered " + response.code(), body));
    } catch (IOException e) {
      return Outcome.failed(failure(tried, "the simulator does not respond", e.toString()));
    }
  }

  private static Failure failure(String tried, String happened, String details) {
    return new Failure(tried, happened, "It restarts automatically: try again.", details);
  }
}
