package switchboard.console.platform.local;

import com.google.gson.Gson;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Sends the gateway its replicas through its management port. */
final class GatewayReplicas {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Gson GSON = new Gson();

  private final OkHttpClient http;
  private final URI address;
  private final String adminToken;

  GatewayReplicas(OkHttpClient http, URI address, String adminToken) {
    this.http = http;
    this.address = address;
    this.adminToken = adminToken;
  }

  /**
   * Replaces the set; a replica that is no longer in it gets nothing new and keeps what it has.
   *
   * @throws IOException when the gateway does not answer or refuses
   */
  void set(List<Replica> replicas) throws IOException {
    var list =
        replicas.stream()
            .map(replica -> Map.of("name", replica.name(), "address", replica.address()))
            .toList();
    var request =
        new Request.Builder()
            .url(address.toString())
            .header("Authorization", "Bearer " + adminToken)
            .put(RequestBody.create(GSON.toJson(Map.of("replicas", list)), JSON))
            .build();
    try (var response = http.newCall(request).execute()) {
      if (!response.isSuccessful()) {
        throw new IOException("the gateway answered " + response.code() + " to its replicas");
      }
    }
  }
}
