package switchboard.console.platform.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/** Asks a child whether it is ready. */
@FunctionalInterface
interface StartupProbe {

  /** How long one question may take. */
  Duration TIMEOUT = Duration.ofSeconds(1);

  boolean ready();

  /** Ready when a GET is answered with 2xx. */
  static StartupProbe http(OkHttpClient client, URI address) {
    var impatient = client.newBuilder().callTimeout(TIMEOUT).build();
    var request = new Request.Builder().url(address.toString()).build();
    return () -> {
      try (var response = impatient.newCall(request).execute()) {
        return response.isSuccessful();
      } catch (IOException e) {
        return false;
      }
    };
  }

  /**
   * Ready when a Redis-protocol server lets a user in and answers PING: its log is loaded.
   *
   * @param login what AUTH takes: a user's name and password, or a password alone
   */
  static StartupProbe redis(int port, String login) {
    var question = ("AUTH " + login + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII);
    var answer = "+OK\r\n+PONG\r\n";
    return () -> {
      try (var socket = new Socket()) {
        var timeout = (int) TIMEOUT.toMillis();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
        socket.setSoTimeout(timeout);
        socket.getOutputStream().write(question);
        var read = socket.getInputStream().readNBytes(answer.length());
        return new String(read, StandardCharsets.US_ASCII).equals(answer);
      } catch (IOException e) {
        return false;
      }
    };
  }
}
