package switchboard.console.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Objects;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import switchboard.console.settings.ThemePreference;
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

  private static final String STILL = "still";

  private final Palette palette;
  private final ObjectProperty<ThemePreference> look;

  /**
   * @param look what is chosen
   */
  public Theme(Palette palette, ObjectProperty<ThemePreference> look) {
    this.palette = palette;
    this.look = look;
  }

  /** Makes the palette follow what is chosen, and the scene the palette. */
  public void dress(Scene scene) {
    for (var font : FONTS) {
      load("fonts/" + font + ".woff");
    }
    var ofSystem = Platform.getPreferences().colorSchemeProperty();
    look.subscribe(chosen -> palette.toneProperty().set(tone(chosen, ofSystem.getValue())));
    ofSystem.subscribe(scheme -> palette.toneProperty().set(tone(look.get(), scheme)));
    palette.toneProperty().subscribe(tone -> dress(scene, tone));
    Platform.getPreferences()
        .reducedMotionProperty()
        .subscribe(reduced -> reduceMotion(scene.getRoot(), reduced));
  }

  /** Not by its address: JavaFX loads none from a folder whose name is not of ASCII alone. */
  private static void load(String font) {
    try (var bytes = resource(font).openStream()) {
      Font.loadFont(bytes, 13);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether everything is to stand still that moves without being moved. */
  static void reduceMotion(Parent root, boolean reduced) {
    root.getStyleClass().remove(STILL);
    if (reduced) {
      root.getStyleClass().add(STILL);
    }
  }

  private static Tone tone(ThemePreference look, ColorScheme ofSystem) {
    return switch (look) {
      case DARK -> Tone.DARK;
      case LIGHT -> Tone.LIGHT;
      case SYSTEM -> ofSystem == ColorScheme.DARK ? Tone.DARK : Tone.LIGHT;
    };
  }

  private static void dress(Scene scene, Tone tone) {
    var dark = tone == Tone.DARK;
    // Of the application and not of the scene, so that tooltips and lists have it too.
    Application.setUserAgentStylesheet(
        (dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
    scene
        .getStylesheets()
        .setAll(
            resource("console.css").toExternalForm(),
            resource(dark ? "dark.css" : "light.css").toExternalForm());
  }

  void toggle() {
    look.set(
        palette.toneProperty().get() == Tone.DARK ? ThemePreference.LIGHT : ThemePreference.DARK);
  }

  private static URL resource(String name) {
    return Objects.requireNonNull(Theme.class.getResource("/switchboard/console/ui/" + name), name);
  }
}
