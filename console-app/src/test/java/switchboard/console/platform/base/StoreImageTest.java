package switchboard.console.platform.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoreImageTest {
  @ParameterizedTest
  @CsvSource({
    "valkey/valkey:9.0.1, Valkey 9.0.1",
    "valkey/valkey:8-alpine, Valkey 8",
    "redis:7.4.2-bookworm, Redis 7.4.2",
    "redis, Redis",
    "redis:latest, Redis",
    "registry.example:5000/mirror/valkey:v9.1, Valkey 9.1",
    "registry.example:5000/valkey@sha256:0123, Valkey",
    "valkey/valkey:9.0.1@sha256:0123, Valkey 9.0.1",
  })
  void imageIsCalledByNameAndVersion(String image, String label) {
    assertThat(StoreImage.label(image)).isEqualTo(label);
  }
}
