package switchboard.console.platform.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A child to supervise: ready as long as it lives and the file named by {@code BROKEN} is missing.
 */
final class SmallService {
  private SmallService() {}

  public static void main(String[] arguments) throws IOException {
    var port = Integer.parseInt(System.getenv("PORT"));
    var broken = Path.of(System.getenv("BROKEN"));
    var server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(Files.exists(broken) ? 503 : 200, -1);
          exchange.close();
        });
    server.start();
    System.out.println("listening");
  }
}
