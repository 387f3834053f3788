package switchboard.simulator.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import switchboard.simulator.endpoint.Endpoint;
import switchboard.simulator.endpoint.Target;

/** Connections to a server that answers by the byte. */
class ConnectionsTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final AtomicInteger sockets = new AtomicInteger();

  /** What became of each request: its status and its bytes, or why it broke. */
  private final List<String> ends = new CopyOnWriteArrayList<>();

  private Connections connections;

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private int serve(Handler<NetSocket> answering) {
    NetServer server =
        vertx
            .createNetServer()
            .connectHandler(
                socket -> {
                  sockets.incrementAndGet();
                  answering.handle(socket);
                });
    return server.listen(0, "127.0.0.1").await().actualPort();
  }

  private static Handler<NetSocket> always(String answer) {
    return socket -> socket.handler(request -> socket.write(answer));
  }

  private static Endpoint endpoint(int port) {
    return new Endpoint(Target.of(URI.create("http://127.0.0.1:" + port)), end -> {});
  }

  private void send(int requests, int port, int most, Duration limit) {
    send(HttpMethod.GET, requests, port, most, limit);
  }

  private void send(HttpMethod method, int requests, int port, int most, Duration limit) {
    vertx.runOnContext(
        now -> {
          connections =
              new Connections(vertx, endpoint(port), most, limit, method.equals(HttpMethod.HEAD));
          for (int i = 0; i < requests; i++) {
            connections.send(
                new DefaultFullHttpRequest(
                    HttpVersion.HTTP_1_1, method, "/", Unpooled.EMPTY_BUFFER),
                new Connections.Answer() {
                  @Override
                  public void answered(int status, int bodyBytes) {
                    ends.add(status + " " + bodyBytes);
                  }

                  @Override
                  public void broke(Throwable failure) {
                    ends.add(failure.getMessage());
                  }
                });
          }
        });
  }

  private void awaitEnds(int count) {
    await().until(() -> ends.size() == count);
  }

  @Test
  void requestsBeyondTheMostWaitForAConnectionThatStaysOpen() {
    send(10, serve(always("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nabc")), 2, LONG);

    awaitEnds(10);
    assertThat(ends).containsOnly("200 3");
    assertThat(sockets).hasValue(2);
  }

  @Test
  void connectionThatTheServerEndsIsMadeAgain() {
    var port = serve(always("HTTP/1.1 404 No\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"));
    send(3, port, 1, LONG);

    awaitEnds(3);
    assertThat(ends).containsOnly("404 0");
    assertThat(sockets).hasValue(3);
  }

  @Test
  void bytesOfABodyInChunksAreCountedAndWhatComesBeforeTheAnswerIsNot() {
    var port =
        serve(
            always(
                """
                HTTP/1.1 103 Early Hints\r
                link: </a>\r
                \r
                HTTP/1.1 200 OK\r
                transfer-encoding: chunked\r
                \r
                3\r
                abc\r
                2\r
                de\r
                0\r
                \r
                """));
    send(2, port, 1, LONG);

    awaitEnds(2);
    assertThat(ends).containsOnly("200 5");
    assertThat(sockets).hasValue(1);
  }

  @Test
  void answerThatComesInPartsIsPutTogether() {
    var port =
        serve(
            socket ->
                socket.handler(
                    request ->
                        socket
                            .write("HTTP/1.1 200 OK\r\ncontent-len")
                            .onSuccess(written -> socket.write("gth: 3\r\n\r\nab"))
                            .onSuccess(written -> socket.write("c"))));
    send(2, port, 1, LONG);

    awaitEnds(2);
    assertThat(ends).containsOnly("200 3");
    assertThat(sockets).hasValue(1);
  }

  @Test
  void answersWithoutABodyEndWithTheirHead() {
    send(2, serve(always("HTTP/1.1 204 No Content\r\n\r\n")), 1, LONG);
    awaitEnds(2);
    assertThat(ends).containsOnly("204 0");

    var length = "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n";
    send(HttpMethod.HEAD, 2, serve(always(length)), 1, LONG);
    awaitEnds(4);
    assertThat(ends.subList(2, 4)).containsOnly("200 0");
    assertThat(sockets).hasValue(2);
  }

  @Test
  void answerWithTwoLengthsBreaksTheRequest() {
    send(
        1,
        serve(always("HTTP/1.1 200 OK\r\ncontent-length: 3\r\nContent-Length: 4\r\n\r\nabcd")),
        1,
        LONG);

    awaitEnds(1);
    assertThat(ends.getFirst()).containsIgnoringCase("content-length");
  }

  @Test
  void serverThatHangsUpOrSaysSomethingElseOrNothingBreaksTheRequest() {
    send(1, serve(NetSocket::close), 1, LONG);
    awaitEnds(1);
    assertThat(ends.getFirst()).containsAnyOf("Connection was closed", "Connection reset");

    send(1, serve(always("hello\r\n\r\n")), 1, LONG);
    awaitEnds(2);
    assertThat(ends.get(1)).containsIgnoringCase("hello");

    send(2, serve(socket -> {}), 1, Duration.ofSeconds(1));
    awaitEnds(4);
    assertThat(ends.subList(2, 4)).containsOnly("no answer within 1 s");
  }

  @Test
  void afterItsEndNobodyIsTold() {
    send(3, serve(socket -> {}), 1, LONG);
    await().until(() -> sockets.get() == 1);

    vertx.runOnContext(now -> connections.close());
    vertx.close().await();

    assertThat(ends).isEmpty();
  }
}
