package switchboard.console.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Whether a window can be opened here. Asked before JavaFX is touched, whose own answers are
 * obscure: "no glass in java.library.path", or a NullPointerException for a missing font library.
 */
public sealed interface Display {

  /** A window can be opened. */
  record Available() implements Display {}

  /**
   * There is no screen to open a window on.
   *
   * @param sentence what is missing, for the user
   */
  record NoScreen(String sentence) implements Display {}

  /**
   * There is a screen, but libraries that JavaFX loads are not installed.
   *
   * @param sentence which, and how to install them
   */
  record LibrariesMissing(String sentence) implements Display {}

  /** A library that JavaFX loads on Linux, and the packages that bring it. */
  record Library(String file, String debian, String fedora) {
    static final List<Library> NEEDED =
        List.of(
            new Library("libgtk-3.so.0", "libgtk-3-0", "gtk3"),
            new Library("libXtst.so.6", "libxtst6", "libXtst"),
            new Library("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "pango"),
            new Library("libfontconfig.so.1", "libfontconfig1", "fontconfig"));
  }

  /** Asks this machine; JavaFX's headless toolkit, where that is chosen, needs nothing of it. */
  static Display ofThisMachine() {
    if ("Headless".equals(System.getProperty("glass.platform"))) {
      return new Available();
    }
    return of(
        System.getProperty("os.name"),
        System.getenv(),
        NativeLibraries::loads,
        NativeLibraries::opensDisplay);
  }

  /**
   * Decides from what is known of a machine.
   *
   * @param loads whether a library can be loaded
   * @param opens whether the display can be opened; asked when all libraries are there
   */
  static Display of(
      String operatingSystem,
      Map<String, String> environment,
      Predicate<String> loads,
      BooleanSupplier opens) {
    if (!operatingSystem.toLowerCase(Locale.ROOT).contains("linux")) {
      return new Available();
    }
    var display = environment.getOrDefault("DISPLAY", "");
    if (display.isBlank()) {
      return new NoScreen(
          "There is no display to open a window on (DISPLAY is not set; a Wayland desktop offers"
              + " one through Xwayland).");
    }
    var missing = new ArrayList<Library>();
    for (var library : Library.NEEDED) {
      if (!loads.test(library.file())) {
        missing.add(library);
      }
    }
    if (!missing.isEmpty()) {
      return new LibrariesMissing(howToInstall(missing));
    }
    return opens.getAsBoolean()
        ? new Available()
        : new NoScreen(
            "The display \""
                + display
                + "\" (DISPLAY) cannot be opened: it does not respond, or it refuses the"
                + " connection.");
  }

  private static String howToInstall(List<Library> missing) {
    return """
    The window needs libraries that are not installed: %s.
    Install them, then start Switchboard again:
      Debian, Ubuntu:  sudo apt-get install %s
      Fedora:          sudo dnf install %s
    "switchboard run" works without them, in the terminal.\
    """
        .formatted(
            String.join(", ", missing.stream().map(Library::file).toList()),
            String.join(" ", missing.stream().map(Library::debian).toList()),
            String.join(" ", missing.stream().map(Library::fedora).toList()));
  }
}
