package switchboard.console.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import switchboard.console.ui.fx.Palette;
import switchboard.console.ui.fx.Palette.Tone;

/** Fonts, colours and style sheets of the window, in dark and in light. */
public final class Theme {
  private static final String[] FONTS = {
    "inter-latin-400-normal",
    "inter-latin-600-normal",
    "inter-latin-700-normal",
    "jetbrains-mono-latin-400-normal",
    "jetbrains-mono-latin-600-normal",
    "jetbrains-mono-latin-700-normal",
  };

  private final Palette palette;

  public Theme(Palette palette) {
    this.palette = palette;
  }

  /** Makes the scene follow the palette's tone. */
  public void dress(Scene scene) {
    for (var font : FONTS) {
      Font.loadFont(resource("fonts/" + font + ".woff"), 13);
    }
    palette.toneProperty().subscribe(tone -> dress(scene, tone));
  }

  private static void dress(Scene scene, Tone tone) {
    var dark = tone == Tone.DARK;
    // Of the application and not of the scene, so that tooltips and lists have it too.
    Application.setUserAgentStylesheet(
        (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    scene
        .getStylesheets()
        .setAll(resource("console.css"), resource(dark ? "dark.css" : "light.css"));
  }

  void toggle() {
    var tone = palette.toneProperty();
    tone.set(tone.get() == Tone.DARK ? Tone.LIGHT : Tone.DARK);
  }

  private static String resource(String name) {
    return Objects.requireNonNull(Theme.class.getResource("/switchboard/console/ui/" + name), name)
        .toExternalForm();
  }
}
