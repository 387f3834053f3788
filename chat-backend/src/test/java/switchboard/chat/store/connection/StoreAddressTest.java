package switchboard.chat.store.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import switchboard.chat.management.Environment;
import switchboard.chat.management.InvalidSetting;
import switchboard.chat.testing.TestAuthority;

final class StoreAddressTest {
  private static final String BY_TLS = "rediss://backend:hidden@store:6379";

  @TempDir private Path folder;

  @Test
  void storeByTlsIsTrustedByTheFileOfItsAuthority() throws IOException {
    var file = Files.writeString(folder.resolve("ca.pem"), new TestAuthority().pem());

    assertThat(read(BY_TLS, file.toString()).toString())
        .contains("store:6379 by TLS, trusting an authority in " + file)
        .doesNotContain("hidden");
  }

  @Test
  void storeByTlsWithoutAFileIsTrustedAsTheJvmDoes() {
    assertThat(read(BY_TLS, "").toString())
        .contains("by TLS, trusting an authority that the JVM trusts");
  }

  @Test
  void authorityThatIsMissingOrNoneIsInvalid() throws IOException {
    var empty = Files.createFile(folder.resolve("empty.pem"));
    var other = Files.writeString(folder.resolve("other.pem"), "no certificate");

    assertThat(refusal(folder.resolve("missing.pem"))).contains("there is no such file");
    assertThat(refusal(empty)).contains("it holds no certificate");
    assertThat(refusal(other)).contains("it holds no certificates in PEM");
    assertThat(refusal(folder)).contains("it cannot be read");
  }

  @Test
  void plainStoreNeedsNoAuthority() {
    assertThat(read("redis://store:6379", "missing.pem").trust()).isEmpty();
  }

  private static String refusal(Path authority) {
    var refused =
        catchThrowableOfType(InvalidSetting.class, () -> read(BY_TLS, authority.toString()));
    assertThat(refused)
        .hasMessageStartingWith("STORE_CA: found \"" + authority + "\" (")
        .hasMessageContaining("expected a PEM file with the certificate of the store's authority");
    return refused.getMessage();
  }

  private static StoreAddress read(String url, String authority) {
    return StoreAddress.from(new Environment(Map.of("STORE_URL", url, "STORE_CA", authority)));
  }
}
