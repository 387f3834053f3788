package switchboard.console.platform.base;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import switchboard.console.RemoteClock;
import switchboard.console.platform.BackendFault;
import switchboard.console.platform.GatewayEvent;
import switchboard.console.platform.SelfReport;

/**
 * The management port of a replica or a gateway. Every call throws an {@link IOException} when it
 * does not answer within {@value #SECONDS} s, or refuses.
 */
public final class ManagementPort {
  private static final int SECONDS = 3;
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Gson GSON = new Gson();

  private final OkHttpClient http;
  private final URI address;
  private final String adminToken;

  public ManagementPort(OkHttpClient http, URI address, String adminToken) {
    this.http = http.newBuilder().callTimeout(Duration.ofSeconds(SECONDS)).build();
    this.address = address;
    this.adminToken = adminToken;
  }

  /**
   * Replaces a gateway's replicas; one that is no longer among them gets nothing new and keeps what
   * it has.
   *
   * @param addresses by name
   */
  public void setReplicas(Map<String, String> addresses) throws IOException {
    var list =
        addresses.entrySet().stream()
            .map(each -> Map.of("name", each.getKey(), "address", each.getValue()))
            .toList();
    send("/replicas", request -> request.put(body(Map.of("replicas", list))));
  }

  /** Starts a fault of a replica; it replaces an active one of its kind. */
  public void begin(BackendFault fault) throws IOException {
    var fields = new LinkedHashMap<String, Object>(fault.fields());
    fields.put("kind", fault.kind());
    fault.lasts().ifPresent(lasts -> fields.put("durationMillis", lasts.toMillis()));
    if (!kinds(send("/faults", request -> request.put(body(fields)))).contains(fault.kind())) {
      throw new IOException("the replica does not list it among its faults");
    }
  }

  /** Ends a fault of a replica; no effect where it is not active. */
  public void end(String kind) throws IOException {
    var path = "/faults?kind=" + URLEncoder.encode(kind, StandardCharsets.UTF_8);
    if (kinds(send(path, Request.Builder::delete)).contains(kind)) {
      throw new IOException("the replica still lists it among its faults");
    }
  }

  /** The kinds of faults that are active on a replica. */
  public Set<String> activeFaults() throws IOException {
    return kinds(send("/faults", Request.Builder::get));
  }

  /**
   * What a replica says of itself.
   *
   * @param clock to say when
   */
  public SelfReport report(InstantSource clock) throws IOException {
    var asked = clock.instant();
    var metrics = send("/metrics", Request.Builder::get);
    var list = send("/faults", Request.Builder::get);
    return new SelfReport(asked, clock.instant(), metrics, kinds(list), now(list));
  }

  /** What the gateway did to its replicas, in order of time, by this machine's clock. */
  public List<GatewayEvent> gatewayEvents(String gateway) throws IOException {
    var asked = Instant.now();
    var answer = send("/replicas/events", Request.Builder::get);
    var answered = Instant.now();
    try {
      var told = GSON.fromJson(answer, ToldEvents.class);
      var clock = new RemoteClock(asked, Instant.parse(told.at()), answered);
      return told.events().stream().map(each -> each.of(gateway, clock)).toList();
    } catch (JsonParseException | NullPointerException | DateTimeException e) {
      throw new IOException("the gateway's list of events cannot be read: " + answer, e);
    }
  }

  private record ToldEvent(String at, String replica, String event, String reason) {
    GatewayEvent of(String gateway, RemoteClock clock) {
      var when = Instant.parse(at);
      return new GatewayEvent(
          gateway,
          replica,
          event.equals("out"),
          clock.notBefore(when),
          clock.notAfter(when),
          reason == null ? "" : reason);
    }
  }

  private record ToldEvents(String at, List<ToldEvent> events) {}

  private record ActiveFault(String kind) {}

  private record ActiveFaults(List<ActiveFault> faults, String now) {}

  private static Set<String> kinds(String answer) throws IOException {
    try {
      return GSON.fromJson(answer, ActiveFaults.class).faults().stream()
          .map(ActiveFault::kind)
          .collect(Collectors.toUnmodifiableSet());
    } catch (JsonParseException | NullPointerException e) {
      throw unreadable(answer, e);
    }
  }

  private static Instant now(String answer) throws IOException {
    try {
      return Instant.parse(GSON.fromJson(answer, ActiveFaults.class).now());
    } catch (JsonParseException | NullPointerException | DateTimeParseException e) {
      throw unreadable(answer, e);
    }
  }

  private static IOException unreadable(String answer, RuntimeException why) {
    return new IOException("the replica's list of faults cannot be read: " + answer, why);
  }

  private static RequestBody body(Map<String, ?> fields) {
    return RequestBody.create(GSON.toJson(fields), JSON);
  }

  @FunctionalInterface
  private interface Method {
    Request.Builder of(Request.Builder request);
  }

  private String send(String path, Method method) throws IOException {
    var request =
        new Request.Builder()
            .url(address.resolve(path).toString())
            .header("Authorization", "Bearer " + adminToken);
    try (var response = http.newCall(method.of(request).build()).execute()) {
      var answer = response.body().string();
      if (!response.isSuccessful()) {
        throw new IOException(address + " answered " + response.code() + ": " + answer);
      }
      return answer;
    }
  }
}
