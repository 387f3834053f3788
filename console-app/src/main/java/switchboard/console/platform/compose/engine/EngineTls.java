package switchboard.console.platform.compose.engine;

import com.github.dockerjava.core.util.CertificateUtils;
import com.github.dockerjava.transport.SSLConfig;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * How the connection to an engine is encrypted. The files are the docker command's: {@code ca.pem},
 * which the engine's certificate is held to, {@code cert.pem} and {@code key.pem}, which the
 * console shows; where one is missing, the machine's own authorities count, and nothing is shown.
 *
 * @param folder of the files
 * @param verify whether the engine's certificate must be valid
 */
record EngineTls(Path folder, boolean verify) implements SSLConfig {
  private static final char[] STORE_PASSWORD = "docker".toCharArray();

  /** What the docker command takes for its default context. */
  static Optional<EngineTls> ofEnvironment(Map<String, String> environment) {
    var verify = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
    if (!verify && environment.getOrDefault("DOCKER_TLS", "").isEmpty()) {
      return Optional.empty();
    }
    var usual = Path.of(System.getProperty("user.home"), ".docker").toString();
    var folder = set(environment, "DOCKER_CERT_PATH").or(() -> set(environment, "DOCKER_CONFIG"));
    return Optional.of(new EngineTls(Path.of(folder.orElse(usual)), verify));
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * What a context has of it.
   *
   * @param inspected as {@code docker context inspect} prints it
   */
  static Optional<EngineTls> ofContext(JsonObject inspected) {
    var endpoint = inspected.getAsJsonObject("Endpoints").getAsJsonObject("docker");
    var skip =
        Optional.ofNullable(endpoint.get("SkipTLSVerify"))
            .map(JsonElement::getAsBoolean)
            .orElse(false);
    var material = inspected.getAsJsonObject("TLSMaterial");
    if (!skip && (material == null || !material.has("docker"))) {
      return Optional.empty();
    }
    var stored = inspected.getAsJsonObject("Storage").get("TLSPath").getAsString();
    return Optional.of(new EngineTls(Path.of(stored, "docker"), !skip));
  }

  @Override
  public SSLContext getSSLContext() {
    try {
      // What reads the files asks for it by its name; a second time changes nothing.
      Security.addProvider(new BouncyCastleProvider());
      var context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), new SecureRandom());
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("The TLS files in " + folder + " cannot be used", e);
    }
  }

  private KeyManager[] keys() throws IOException, GeneralSecurityException {
    var certificate = folder.resolve("cert.pem");
    var key = folder.resolve("key.pem");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return new KeyManager[0];
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(
        CertificateUtils.createKeyStore(Files.readString(key), Files.readString(certificate)),
        STORE_PASSWORD);
    return factory.getKeyManagers();
  }

  private TrustManager[] trust() throws IOException, GeneralSecurityException {
    if (!verify) {
      return new TrustManager[] {new Anybody()};
    }
    var authority = folder.resolve("ca.pem");
    if (!Files.exists(authority)) {
      return null;
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(CertificateUtils.createTrustStore(Files.readString(authority)));
    return factory.getTrustManagers();
  }

  /** As the docker command does where it is configured not to verify. */
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
