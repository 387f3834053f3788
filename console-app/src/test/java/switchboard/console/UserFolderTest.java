package switchboard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locales")
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

  @Test
  void filesThatMayBeDeletedHaveAFolderToo() {
    assertThat(UserFolder.caches("Linux", Map.of(), "/home/ada"))
        .isEqualTo(Path.of("/home/ada/.cache/switchboard"));
    assertThat(UserFolder.caches("Linux", Map.of("XDG_CACHE_HOME", "/c"), "/home/ada"))
        .isEqualTo(Path.of("/c/switchboard"));
    assertThat(UserFolder.caches("Mac OS X", Map.of(), "/Users/ada"))
        .isEqualTo(Path.of("/Users/ada/Library/Caches/Switchboard"));
    assertThat(UserFolder.caches("Windows 11", Map.of("LOCALAPPDATA", "/a"), "/u"))
        .isEqualTo(Path.of("/a/Switchboard"));
  }

  @Test
  void dataHasAFolderToo() {
    assertThat(UserFolder.data("Linux", Map.of(), "/home/ada"))
        .isEqualTo(Path.of("/home/ada/.local/share/switchboard"));
    assertThat(UserFolder.data("Linux", Map.of("XDG_DATA_HOME", "/d"), "/home/ada"))
        .isEqualTo(Path.of("/d/switchboard"));
    assertThat(UserFolder.data("Mac OS X", Map.of(), "/Users/ada"))
        .isEqualTo(Path.of("/Users/ada/Library/Application Support/Switchboard"));
    assertThat(UserFolder.data("Windows 11", Map.of("LOCALAPPDATA", "/a"), "/u"))
        .isEqualTo(Path.of("/a/Switchboard"));
  }

  @Test
  void pathThatIsNotAbsoluteIsIgnored() {
    assertThat(UserFolder.configuration("Linux", Map.of("XDG_CONFIG_HOME", "c"), "/home/ada"))
        .isEqualTo(Path.of("/home/ada/.config/switchboard"));
  }
}
