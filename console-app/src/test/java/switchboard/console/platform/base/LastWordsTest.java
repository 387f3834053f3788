package switchboard.console.platform.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The logs are those that Valkey 9.1 and a JVM wrote. */
class LastWordsTest {
  @Test
  void settingThatValkeyStumbledOverIsToldWithTheReason() {
    assertThat(
            LastWords.of(
                """
                1:M 29 Nov 2026 04:16:27.179 * Reading config from stdin

                *** FATAL CONFIG FILE ERROR (Version 9.1.2) ***
                Reading the configuration file, at line 6
                >>> 'dir /data'
                Permission denied
                """))
        .contains("'dir /data': Permission denied");
  }

  @Test
  void lastLineOfValkeysLogIsToldWithoutItsTime() {
    assertThat(
            LastWords.of(
                """
                1:M 29 Nov 2026 04:16:27.753 * Server initialized
                1:M 29 Nov 2026 04:16:27.753 # Can't open or create append-only dir appendonlydir: Permission denied
                """))
        .contains("Can't open or create append-only dir appendonlydir: Permission denied");
  }

  @Test
  void stackTraceIsNotTheReason() {
    assertThat(
            LastWords.of(
                """
                Exception in thread "main" java.io.IOException: no room
                \tat switchboard.chat.Main.main(Main.java:10)
                \t... 3 more
                """))
        .contains("Exception in thread \"main\" java.io.IOException: no room");
  }

  @Test
  void whoSaidNothingHasNoLastWords() {
    assertThat(LastWords.of("\n \n")).isEmpty();
  }
}
