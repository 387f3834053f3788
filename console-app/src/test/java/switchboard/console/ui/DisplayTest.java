package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DisplayTest {
  private static final Map<String, String> SCREEN = Map.of("DISPLAY", ":0");

  @Test
  void linuxWithoutADisplayHasNoScreen() {
    assertThat(Display.of("Linux", Map.of(), library -> true, () -> true))
        .isInstanceOf(Display.NoScreen.class);
  }

  @Test
  void missingLibrariesAreNamedWithTheirPackages() {
    var display =
        Display.of("Linux", SCREEN, library -> !library.equals("libXtst.so.6"), () -> true);
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
    assertThat(Display.of("Linux", SCREEN, library -> true, () -> true))
        .isInstanceOf(Display.Available.class);
  }

  @Test
  void displayThatLetsNobodyInIsNoScreen() {
    assertThat(Display.of("Linux", SCREEN, library -> true, () -> false))
        .isInstanceOfSatisfying(
            Display.NoScreen.class, none -> assertThat(none.sentence()).contains("\":0\""));
  }

  @Test
  void otherSystemsBringTheirOwnWindows() {
    assertThat(Display.of("Mac OS X", Map.of(), library -> false, () -> false))
        .isInstanceOf(Display.Available.class);
  }

  /** These tests run on it. */
  @Test
  void headlessToolkitNeedsNoScreen() {
    assertThat(System.getProperty("glass.platform")).isEqualTo("Headless");
    assertThat(Display.ofThisMachine()).isInstanceOf(Display.Available.class);
  }

  @Test
  void realLoaderTellsWhatIsThereFromWhatIsNot() {
    assertThat(NativeLibraries.loads("libno-such-library.so.9")).isFalse();
  }
}
