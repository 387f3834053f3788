package switchboard.console.platform.compose.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.console.platform.base.StepFailed;
import switchboard.console.platform.compose.ForeignProject;

/**
 * A TLS server that responds as an engine to the first request and requires a client certificate.
 */
class EngineTlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;
  private static HttpsServer engine;

  @TempDir private Path home;

  @BeforeAll
  static void listen() throws Exception {
    var own = keys("own");
    keys("other");
    var context = SSLContext.getInstance("TLS");
    var shown = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    shown.init(own, PASSWORD);
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    var clients = KeyStore.getInstance("PKCS12");
    clients.load(null, null);
    clients.setCertificateEntry("client", own.getCertificate("engine"));
    trusted.init(clients);
    context.init(shown.getKeyManagers(), trusted.getTrustManagers(), null);
    engine = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    engine.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            var wanted = context.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    engine.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("OK".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    engine.start();
  }

  @AfterAll
  static void close() {
    engine.stop(0);
  }

  /** A certificate that is its own authority, and its key, as docker's files. */
  private static KeyStore keys(String name) throws Exception {
    var store = folder.resolve(name + ".p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    ForeignProject.run(
        List.of(
            keytool,
            "-genkeypair",
            "-alias",
            "engine",
            "-keyalg",
            "RSA",
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=ip:127.0.0.1",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            String.valueOf(PASSWORD)));
    var keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    var files = Files.createDirectory(folder.resolve(name));
    var certificate = pem("CERTIFICATE", keys.getCertificate("engine").getEncoded());
    Files.writeString(files.resolve("ca.pem"), certificate);
    Files.writeString(files.resolve("cert.pem"), certificate);
    var key = keys.getKey("engine", PASSWORD).getEncoded();
    Files.writeString(files.resolve("key.pem"), pem("PRIVATE KEY", key));
    return keys;
  }

  private static String pem(String kind, byte[] bytes) {
    var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
  }

  private static String host() {
    return "tcp://127.0.0.1:" + engine.getAddress().getPort();
  }

  private Map<String, String> environment(Map<String, String> more) {
    var environment = new HashMap<>(Map.of("DOCKER_HOST", "", "DOCKER_CONTEXT", ""));
    environment.put("DOCKER_CONFIG", home.toString());
    environment.putAll(more);
    return environment;
  }

  private void connect(Map<String, String> more) throws Exception {
    var address = EngineAddress.find(environment(more));
    assertThat(address.uri()).hasToString(host());
    DockerEngine.connect(address, new Installation("test", Path.of("compose.yaml"))).close();
  }

  private void context(String name, Path authority, String more) throws IOException {
    var own = folder.resolve("own");
    ForeignProject.run(
        List.of(
            "docker",
            "--config",
            home.toString(),
            "context",
            "create",
            name,
            "--docker",
            "host=%s,ca=%s,cert=%s,key=%s%s"
                .formatted(
                    host(),
                    authority.resolve("ca.pem"),
                    own.resolve("cert.pem"),
                    own.resolve("key.pem"),
                    more)));
  }

  @Test
  void filesOfTheEnvironmentAreUsedAsTheDockerCommandDoes() throws Exception {
    var files = folder.resolve("own").toString();

    connect(Map.of("DOCKER_HOST", host(), "DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", files));
  }

  @Test
  void filesOfAContextAreUsed() throws Exception {
    context("secure", folder.resolve("own"), "");

    connect(Map.of("DOCKER_CONTEXT", "secure"));
  }

  @Test
  void anotherEnginesCertificateIsRefusedUnlessTheContextDoesNotVerify() throws Exception {
    context("strict", folder.resolve("other"), "");
    context("lenient", folder.resolve("other"), ",skip-tls-verify=true");

    assertThatExceptionOfType(StepFailed.class)
        .isThrownBy(() -> connect(Map.of("DOCKER_CONTEXT", "strict")))
        .withMessageContaining("does not respond at " + host());
    connect(Map.of("DOCKER_CONTEXT", "lenient"));
  }
}
