package switchboard.chat.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import switchboard.chat.gateway.replicas.Endpoint;

/** A replica that answers the gateway's probes, while a test answers each WebSocket handshake. */
final class RawReplica {
  final TestReplica server;
  volatile Handler<Shaking> behaviour;

  RawReplica(Vertx vertx, String name, Handler<Shaking> behaviour) {
    this.behaviour = behaviour;
    server = new TestReplica(vertx, name);
    server.startRaw(
        socket ->
            socket
                // It may be written to after the gateway gave it up; that is no news for the log.
                .exceptionHandler(reset -> {})
                .handler(
                    bytes -> {
                      var head = bytes.toString(StandardCharsets.ISO_8859_1);
                      if (head.startsWith("GET /ws")) {
                        this.behaviour.handle(new Shaking(socket, head));
                      } else {
                        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                      }
                    }));
  }

  Endpoint member() {
    return server.member();
  }

  /** A handshake that has come and is not answered yet. */
  record Shaking(NetSocket socket, String head) {
    /** Answers with 101; what is written to the socket from then on are frames. */
    NetSocket accept() {
      socket.write(
          Buffer.buffer(
              "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + WebSocketKeys.accept(head)
                  + "\r\n\r\n"));
      return socket;
    }
  }
}
