package switchboard.console.ui.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import switchboard.console.Failure;
import switchboard.console.platform.WellKnownPorts;
import switchboard.console.settings.LiveSettings;
import switchboard.console.settings.Look;
import switchboard.console.settings.Place;
import switchboard.console.settings.Settings;

/** What can be chosen; whatever is valid is saved at once. FX thread only. */
public final class SettingsModel {
  private final LiveSettings settings;
  private final Consumer<Failure> notices;
  private final ObjectProperty<Look> look;
  private final StringProperty gateway;
  private final StringProperty simulator;
  private final StringProperty prometheus;
  private final ReadOnlyStringWrapper mistake = new ReadOnlyStringWrapper(this, "mistake", "");

  /**
   * @param notices hears when settings cannot be read or saved
   */
  public SettingsModel(LiveSettings settings, Consumer<Failure> notices) {
    this.settings = settings;
    this.notices = notices;
    settings.damage().ifPresent(notices);
    look = new SimpleObjectProperty<>(this, "look", settings.get().look());
    var ports = settings.get().ports();
    gateway = port("gateway", ports.gateway());
    simulator = port("simulator", ports.simulator());
    prometheus = port("prometheus", ports.prometheus());
    look.addListener((property, was, is) -> change(old -> old.withLook(is)));
  }

  private StringProperty port(String name, int port) {
    var text = new SimpleStringProperty(this, name, Integer.toString(port));
    text.addListener((property, was, is) -> portsTyped());
    return text;
  }

  public ObjectProperty<Look> lookProperty() {
    return look;
  }

  StringProperty gatewayProperty() {
    return gateway;
  }

  StringProperty simulatorProperty() {
    return simulator;
  }

  StringProperty prometheusProperty() {
    return prometheus;
  }

  /** What is wrong with the ports as they are typed, which are not saved then; empty otherwise. */
  ReadOnlyStringProperty mistakeProperty() {
    return mistake.getReadOnlyProperty();
  }

  /** Where the window was when it was closed last. */
  public Optional<Place> place() {
    return settings.get().place();
  }

  public void rememberPlace(Place place) {
    change(old -> old.withPlace(place));
  }

  Path path() {
    return settings.path();
  }

  void usualPorts() {
    gateway.set(Integer.toString(WellKnownPorts.USUAL.gateway()));
    simulator.set(Integer.toString(WellKnownPorts.USUAL.simulator()));
    prometheus.set(Integer.toString(WellKnownPorts.USUAL.prometheus()));
  }

  private void portsTyped() {
    try {
      var ports = new WellKnownPorts(number(gateway), number(simulator), number(prometheus));
      mistake.set("");
      change(old -> old.withPorts(ports));
    } catch (IllegalArgumentException e) {
      mistake.set(e.getMessage() + ".");
    }
  }

  private static int number(StringProperty typed) {
    var text = typed.get().strip();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "“%s” is not a port; expected %d to %d"
              .formatted(text, WellKnownPorts.LEAST, WellKnownPorts.MOST),
          e);
    }
  }

  private void change(UnaryOperator<Settings> change) {
    try {
      settings.change(change);
    } catch (IOException e) {
      notices.accept(
          new Failure(
              "Saving the settings in " + settings.path(),
              e.toString(),
              "Make room or make the folder writable, and choose again."));
    }
  }
}
