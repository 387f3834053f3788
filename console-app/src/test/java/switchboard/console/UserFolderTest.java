package switchboard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFolderTest {
  @Test
  void everySystemHasItsOwnFolder() {
    assertThat(UserFolder.configuration("Linux", Map.of(), "/home/ada"))
        .isEqualTo(Path.of("/home/ada/.config/switchboard"));
    assertThat(UserFolder.configuration("Linux", Map.of("XDG_CONFIG_HOME", "/c"), "/home/ada"))
        .isEqualTo(Path.of("/c/switchboard"));
    assertThat(UserFolder.configuration("Mac OS X", Map.of(), "/Users/ada"))
        .isEqualTo(Path.of("/Users/ada/Library/Application Support/Switchboard"));
    assertThat(UserFolder.configuration("Windows 11", Map.of("APPDATA", "/a"), "/u"))
        .isEqualTo(Path.of("/a/Switchboard"));
  }
}
