package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private static final Map<String, String> SCREEN = Map.of("DISPLAY", ":0");

  @Test
  void linuxWithoutADisplayHasNoScreen() {
    assertThat(Display.of("Linux", Map.of(), library -> true)).isInstanceOf(Display.NoScreen.class);
  }

  @Test
  void missingLibrariesAreNamedWithTheirPackages() {
    var display = Display.of("Linux", SCREEN, library -> !library.equals("libXtst.so.6"));
    assertThat(display)
        .isInstanceOfSatisfying(
            Display.LibrariesMissing.class,
            missing ->
                assertThat(missing.sentence())
                    .contains("libXtst.so.6", "apt-get install libxtst6\n", "dnf install libXtst")
                    .doesNotContain("gtk"));
  }

  @Test
  void linuxWithBothCanOpenAWindow() {
    assertThat(Display.of("Linux", SCREEN, library -> true)).isInstanceOf(Display.Available.class);
  }

  @Test
  void otherSystemsBringTheirOwnWindows() {
    assertThat(Display.of("Mac OS X", Map.of(), library -> false))
        .isInstanceOf(Display.Available.class);
  }

  @Test
  void realLoaderTellsWhatIsThereFromWhatIsNot() {
    assertThat(Display.loads("libno-such-library.so.9")).isFalse();
  }
}
