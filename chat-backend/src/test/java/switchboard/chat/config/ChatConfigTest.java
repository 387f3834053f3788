package switchboard.chat.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import switchboard.chat.management.Environment;
import switchboard.chat.management.InvalidSetting;
import switchboard.chat.request.AddressLimits;
import switchboard.chat.store.Retention;

@Tag("locales")
final class ChatConfigTest {
  private static final Map<String, String> SECRETS =
      Map.of("JWT_SECRET", "s".repeat(32), "ADMIN_TOKEN", "t".repeat(16), "REPLICA_NAME", "one");

  @Test
  void secretsAreEnoughAndTheRestHasDefaults() {
    var config = read(Map.of());

    assertThat(config.host()).isEqualTo("127.0.0.1");
    assertThat(config.port()).isEqualTo(5001);
    assertThat(config.managementPort()).isEqualTo(5002);
    assertThat(config.store().url()).hasToString("redis://127.0.0.1:6379");
    assertThat(config.store().trust()).isEmpty();
    assertThat(config.publicRead()).isFalse();
    assertThat(config.cgroupRoot()).contains(Path.of("/sys/fs/cgroup"));
    assertThat(config.messagesPerSecond()).isEqualTo(20);
    assertThat(config.loadToken()).isEmpty();
    assertThat(config.perAddress()).isEqualTo(new AddressLimits.Settings(300, 300, 8));
    assertThat(config.maxRooms()).isEqualTo(100_000);
    // A quarter of the heap, in whole mebibytes, unless there is less memory outside of it.
    assertThat(config.unsentBytes())
        .isPositive()
        .isLessThanOrEqualTo(Runtime.getRuntime().maxMemory() / 4);
    assertThat(config.socket()).isEmpty();
    assertThat(config.retention()).isEqualTo(new Retention(5_000, Duration.ofDays(30), 50_000));
  }

  @ParameterizedTest
  @CsvSource({
    "PORT, 65536",
    "PORT, http",
    "MANAGEMENT_PORT, -1",
    "HOST, ''",
    "STORE_URL, 127.0.0.1:6379",
    "STORE_URL, http://127.0.0.1:6379",
    "STORE_URL, redis://127.0.0.1",
    "STORE_URL, rediss://127.0.0.1",
    "JWT_SECRET, short",
    "ADMIN_TOKEN, short",
    "LOAD_TOKEN, short",
    "SESSIONS_PER_ADDRESS, 0",
    "ROOMS_PER_ADDRESS, 1000001",
    "READ_MIB_PER_ADDRESS, 0",
    "MAX_ROOMS, 0",
    "MAX_UNSENT_MIB, 0",
    "REPLICA_NAME, two words",
    "PUBLIC_READ, yes",
    "MESSAGES_PER_SECOND, 0",
    "KEPT_PER_ROOM, 0",
    "KEPT_FOR, 30",
    "KEPT_FOR, 0s",
    "KEPT_FOR, 3651d",
    "KEPT_IN_LOG, 99",
    "SOCKET, backend.sock",
  })
  void invalidValueNamesItsVariable(String variable, String value) {
    assertThatThrownBy(() -> read(Map.of(variable, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(variable + ": found ")
        .hasMessageContaining(", expected ");
  }

  @Test
  void noSecretIsPrinted() {
    var config =
        read(Map.of("STORE_URL", "redis://:hidden@127.0.0.1:6379", "LOAD_TOKEN", "u".repeat(16)));

    assertThat(config.toString())
        .contains("127.0.0.1:6379")
        .doesNotContain("hidden", "ssss", "tttt", "uuuu");
  }

  @Test
  void emptyLoadTokenMeansNone() {
    assertThat(read(Map.of("LOAD_TOKEN", "")).loadToken()).isEmpty();
  }

  @Test
  void emptyCgroupRootMeansNone() {
    assertThat(read(Map.of("CGROUP_ROOT", "")).cgroupRoot()).isEmpty();
  }

  @Test
  void lengthsOfTimeHaveAUnit() {
    assertThat(read(Map.of("KEPT_FOR", "90s")).retention().age()).hasSeconds(90);
    assertThat(read(Map.of("KEPT_FOR", "7d")).retention().age()).hasDays(7);
  }

  private static ChatConfig read(Map<String, String> settings) {
    var variables = new HashMap<String, String>(SECRETS);
    variables.putAll(settings);
    return ChatConfig.from(new Environment(variables));
  }
}
