package switchboard.console.ui.cockpit.start;

import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import switchboard.console.tls.Authority;
import switchboard.console.tls.OperatorCertificate;
import switchboard.console.tls.Tls;

/** Whether launches serve HTTPS, and with whose certificate. FX thread only. */
final class HttpsModel {
  private final Authority authority;
  private final BooleanProperty on = new SimpleBooleanProperty(this, "on");
  private final ObjectProperty<Optional<OperatorCertificate>> own =
      new SimpleObjectProperty<>(this, "own", Optional.empty());
  private final ObservableValue<String> words = Bindings.createStringBinding(this::words, own);

  /**
   * @param serve hears of every choice
   */
  HttpsModel(Authority authority, Consumer<Optional<Tls>> serve) {
    this.authority = authority;
    on.subscribe(() -> serve.accept(chosen()));
    own.subscribe(() -> serve.accept(chosen()));
  }

  BooleanProperty onProperty() {
    return on;
  }

  /** The operator's files; empty for this console's authority. A launch checks them. */
  ObjectProperty<Optional<OperatorCertificate>> ownProperty() {
    return own;
  }

  /** Whose certificate it is, and what to do with that. */
  ObservableValue<String> wordsProperty() {
    return words;
  }

  private String words() {
    return own.get()
        .map(
            files ->
                "Your certificate %s with the key %s."
                    .formatted(files.certificate().getFileName(), files.key().getFileName()))
        .orElseGet(
            () ->
                "By this console's own authority: browsers trust it once they trust "
                    + authority.certificateFile()
                    + ".");
  }

  private Optional<Tls> chosen() {
    return on.get()
        ? own.get().<Tls>map(files -> files).or(() -> Optional.of(authority))
        : Optional.empty();
  }
}
