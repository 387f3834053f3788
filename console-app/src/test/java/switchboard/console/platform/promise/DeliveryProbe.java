package switchboard.console.platform.promise;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;

/**
 * A user who writes down every frame, and says something of its own a few times a second, by the
 * socket and by HTTP. It comes back by itself after a break, leaves a socket that does not respond,
 * and sends again under the same id what was not acknowledged. All on a thread of its own.
 */
public final class DeliveryProbe implements AutoCloseable {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final Gson GSON = new Gson();
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofMillis(2500);

  private final OkHttpClient http;
  private final URI gateway;
  private final String name;
  private final String room;
  private final String token;
  private final long start;
  private final ScheduledExecutorService loop =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("witness").factory());

  private final List<Entry> received = new ArrayList<>();
  private final List<Entry> acknowledged = new ArrayList<>();
  private final List<String> refusals = new ArrayList<>();
  private long last;
  private int messages;
  private boolean silent;
  private WebSocket socket;
  private boolean welcomed;

  /** When the socket was begun, or something was last sent over it, in nanoseconds. */
  private long askedAt;

  private Draft bySocket;
  private Draft byHttp;
  private boolean posting;

  /** A message that is not acknowledged yet. */
  private record Draft(String id, String text, boolean refused) {
    Draft again() {
      return new Draft(id, text, true);
    }
  }

  /** Comes into the room; what is said from now on is owed to it. */
  public DeliveryProbe(OkHttpClient http, URI gateway, String name, String room)
      throws IOException {
    this.http =
        http.newBuilder()
            .retryOnConnectionFailure(false)
            .connectTimeout(Duration.ofSeconds(2))
            .readTimeout(Duration.ofSeconds(10))
            .build();
    this.gateway = gateway;
    this.name = name;
    this.room = room;
    token =
        ask(request("/api/session").post(body(Map.of("name", name))).build())
            .get("token")
            .getAsString();
    start =
        ask(authorized("/api/messages?limit=1&room=" + room).build()).get("lastSeq").getAsLong();
    last = start;
    var _ = loop.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Says nothing new from now on. */
  public void fallSilent() {
    loop.execute(() -> silent = true);
  }

  public ProbeRecord testimony() {
    return CompletableFuture.supplyAsync(
            () -> {
              var open = (bySocket == null ? 0 : 1) + (byHttp == null ? 0 : 1);
              return new ProbeRecord(room, start, received, acknowledged, refusals, open);
            },
            loop)
        .join();
  }

  private void tick() {
    if (socket == null) {
      connect();
    } else if (!welcomed || bySocket != null) {
      if (bySocket != null && bySocket.refused() && welcomed) {
        send();
      } else if (System.nanoTime() - askedAt > ANSWER.toNanos()) {
        socket.cancel();
        broken(socket);
      }
    } else if (!silent) {
      bySocket = draft("s");
      send();
    }
    if (!posting && (byHttp != null || !silent)) {
      byHttp = byHttp == null ? draft("h") : byHttp;
      post(byHttp);
    }
  }

  private Draft draft(String way) {
    messages++;
    return new Draft(name + "-" + way + messages, "número " + messages + " ✓", false);
  }

  private void connect() {
    welcomed = false;
    askedAt = System.nanoTime();
    socket = http.newWebSocket(authorized("/ws?room=" + room + "&after=" + last).build(), ears);
  }

  private void send() {
    askedAt = System.nanoTime();
    bySocket = new Draft(bySocket.id(), bySocket.text(), false);
    socket.send(GSON.toJson(Map.of("type", "send", "id", bySocket.id(), "text", bySocket.text())));
  }

  private void post(Draft draft) {
    posting = true;
    var message = Map.of("room", room, "id", draft.id(), "text", draft.text());
    http.newCall(authorized("/api/messages").post(body(message)).build())
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                perform(() -> refused("POST /api/messages: " + e));
              }

              @Override
              public void onResponse(Call call, Response response) throws IOException {
                try (response) {
                  var answer = response.body().string();
                  perform(() -> answered(draft, response.code(), answer));
                }
              }
            });
  }

  private void answered(Draft draft, int status, String answer) {
    if (status == 200 || status == 201) {
      var seq = JsonParser.parseString(answer).getAsJsonObject().get("seq").getAsLong();
      acknowledged.add(new Entry(seq, draft.id(), name, draft.text()));
      byHttp = null;
      posting = false;
    } else {
      refused("POST /api/messages: " + status + " " + answer);
    }
  }

  private void refused(String sentence) {
    refusals.add(sentence);
    posting = false;
  }

  private final WebSocketListener ears =
      new WebSocketListener() {
        @Override
        public void onMessage(WebSocket from, String text) {
          perform(() -> heard(from, JsonParser.parseString(text).getAsJsonObject()));
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
          from.close(code, null);
          perform(() -> broken(from));
        }

        @Override
        public void onFailure(WebSocket from, Throwable failure, Response response) {
          perform(
              () -> {
                if (from.equals(socket) && !welcomed) {
                  var status = response == null ? "" : response.code() + " ";
                  refusals.add("GET /ws: " + status + failure);
                }
                broken(from);
              });
        }
      };

  private void broken(WebSocket which) {
    if (which.equals(socket)) {
      socket = null;
    }
  }

  private void heard(WebSocket from, JsonObject frame) {
    if (!from.equals(socket)) {
      return;
    }
    switch (frame.get("type").getAsString()) {
      case "welcome" -> {
        welcomed = true;
        if (bySocket != null) {
          send();
        }
      }
      case "message" -> {
        last = frame.get("seq").getAsLong();
        received.add(
            new Entry(
                last,
                frame.get("id").getAsString(),
                frame.get("from").getAsString(),
                frame.get("text").getAsString()));
      }
      case "ack" -> acknowledged(frame.get("id").getAsString(), frame.get("seq").getAsLong());
      case "error" -> {
        refusals.add("WebSocket send: " + frame);
        bySocket = bySocket == null ? null : bySocket.again();
      }
      default -> {
        // Presence is not part of the promise.
      }
    }
  }

  private void acknowledged(String id, long seq) {
    if (bySocket != null && bySocket.id().equals(id)) {
      acknowledged.add(new Entry(seq, id, name, bySocket.text()));
      bySocket = null;
    }
  }

  private void perform(Runnable action) {
    try {
      loop.execute(action);
    } catch (RejectedExecutionException e) {
      // It is closed: later messages are not part of its record.
    }
  }

  private JsonObject ask(Request request) throws IOException {
    try (var response = http.newCall(request).execute()) {
      return JsonParser.parseString(response.body().string()).getAsJsonObject();
    }
  }

  private Request.Builder request(String path) {
    return new Request.Builder().url(gateway + path);
  }

  private Request.Builder authorized(String path) {
    return request(path).header("Authorization", "Bearer " + token);
  }

  private static RequestBody body(Map<String, String> fields) {
    return RequestBody.create(GSON.toJson(fields), JSON);
  }

  @Override
  public void close() {
    perform(
        () -> {
          if (socket != null) {
            socket.cancel();
          }
        });
    loop.shutdown();
  }
}
