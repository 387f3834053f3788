package switchboard.console.platform.kubernetes.access;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A cluster's server on loopback, with a certificate of its own, that writes down who asks. */
final class ApiServer implements Closeable {
  private static final String PASSWORD = "password";
  private static final int HTTP_UNAUTHORIZED = 401;
  private static final int HTTP_NOT_FOUND = 404;

  private final MockWebServer server = new MockWebServer();
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final String certificate;
  private final SSLContext tls = SSLContext.getInstance("TLS");
  private volatile Predicate<String> accepted = header -> true;

  /**
   * @param names in its certificate, such as {@code ip:127.0.0.1,dns:cluster.example}
   */
  ApiServer(Path folder, String names) throws Exception {
    var store = made(Files.createTempDirectory(folder, "server").resolve("keys"), names);
    var pem = Base64.getMimeEncoder().encodeToString(store.getCertificate("server").getEncoded());
    certificate = "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n";
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    tls.init(keys.getKeyManagers(), null, null);
    server.useHttps(tls.getSocketFactory());
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            requests.add(request);
            return answer(request);
          }
        });
    server.start();
  }

  private static KeyStore made(Path file, String names)
      throws IOException, InterruptedException, GeneralSecurityException {
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var process =
        new ProcessBuilder(
                List.of(
                    keytool,
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=server",
                    "-ext",
                    "san=" + names,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(said);
    }
    var store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private MockResponse answer(RecordedRequest request) {
    var json = new MockResponse.Builder().setHeader("Content-Type", "application/json");
    if (!accepted.test(String.valueOf(request.getHeaders().get("Authorization")))) {
      return json.code(HTTP_UNAUTHORIZED).body(status(HTTP_UNAUTHORIZED, "Unauthorized")).build();
    }
    return request.getTarget().startsWith("/version")
        ? json.body("{\"major\":\"1\",\"minor\":\"33\",\"gitVersion\":\"v1.33.1\"}").build()
        : json.code(HTTP_NOT_FOUND).body(status(HTTP_NOT_FOUND, "NotFound")).build();
  }

  private static String status(int code, String reason) {
    return """
    {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"%s","code":%s}\
    """
        .formatted(reason, code);
  }

  /** Whose {@code Authorization} is accepted. */
  void accept(Predicate<String> header) {
    accepted = header;
  }

  int port() {
    return server.getPort();
  }

  String address() {
    return "https://127.0.0.1:" + port();
  }

  /** As a kubeconfig has it. */
  String authorityData() {
    return Base64.getEncoder().encodeToString(certificate.getBytes(StandardCharsets.UTF_8));
  }

  /** For another server with the same certificate. */
  ServerSocketFactory sockets() {
    return tls.getServerSocketFactory();
  }

  /** All so far. */
  List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** What each request had in a header, each once, in their order. */
  List<String> sent(String header) {
    var values = new ArrayList<String>();
    for (var request : requests) {
      var value = String.valueOf(request.getHeaders().get(header));
      if (!values.contains(value)) {
        values.add(value);
      }
    }
    return values;
  }

  @Override
  public void close() {
    server.close();
  }
}
