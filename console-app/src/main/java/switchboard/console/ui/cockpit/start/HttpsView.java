package switchboard.console.ui.cockpit.start;

import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import switchboard.console.tls.OperatorCertificate;
import switchboard.console.ui.fx.Visibility;

/** The switch of HTTPS, and while it is on, whose certificate it is. */
final class HttpsView extends VBox {
  private final HttpsModel model;

  HttpsView(HttpsModel model) {
    super(8);
    this.model = model;
    var box = new CheckBox("Serve HTTPS");
    box.setId("https");
    box.setTooltip(
        new Tooltip("Every launch from now on, also that of an experiment, until this is cleared"));
    box.selectedProperty().bindBidirectional(model.onProperty());
    var words = wrapped("", "hint");
    words.setId("https-words");
    words.textProperty().bind(model.wordsProperty());
    var own = new Button();
    own.setId("https-own");
    own.textProperty()
        .bind(
            model
                .ownProperty()
                .map(
                    files ->
                        files.isPresent()
                            ? "Use this console's authority"
                            : "Use your own certificate…"));
    own.setOnAction(action -> choose());
    var details = new VBox(8, words, own);
    Visibility.when(details, model.onProperty());
    getChildren().addAll(box, details);
  }

  private void choose() {
    model
        .ownProperty()
        .set(
            model.ownProperty().get().isPresent()
                ? Optional.empty()
                : ask("Choose the certificate with its chain")
                    .flatMap(
                        certificate ->
                            ask("Choose its private key")
                                .map(key -> new OperatorCertificate(certificate, key))));
  }

  private Optional<Path> ask(String title) {
    var chooser = new FileChooser();
    chooser.setTitle(title);
    chooser
        .getExtensionFilters()
        .setAll(
            new FileChooser.ExtensionFilter("PEM", "*.pem", "*.crt", "*.cer", "*.key"),
            new FileChooser.ExtensionFilter("All files", "*"));
    return Optional.ofNullable(chooser.showOpenDialog(getScene().getWindow()))
        .map(file -> file.toPath());
  }
}
