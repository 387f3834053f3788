package switchboard.console.ui.tuning;

import static switchboard.console.ui.fx.SmallNodes.label;
import static switchboard.console.ui.fx.SmallNodes.row;
import static switchboard.console.ui.fx.SmallNodes.wrapped;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.sweep.Advice;
import switchboard.console.sweep.SweepState;
import switchboard.console.sweep.search.Neighbour;

/** The cheapest configuration, what is proven of it and what is not, and what usage alone says. */
final class CertificateCard extends VBox {
  CertificateCard() {
    setId("tuning-certificate");
    getStyleClass().addAll("card", "tuning-certificate");
    getChildren()
        .setAll(
            label("Certificate", "faults-title"),
            wrapped(
                "The cheapest configuration has one when it passed 3 of 3, with start, load and a"
                    + " kill, and everything one step cheaper failed.",
                "hint"));
  }

  void show(SweepState state) {
    var answer = state.answer();
    getChildren().clear();
    getChildren()
        .add(
            label(
                answer
                    .cheapest()
                    .map(
                        each ->
                            (answer.isCertified() ? "Certificate · " : "Cheapest so far · ")
                                + each.text())
                    .orElse("Nothing has passed"),
                "faults-title"));
    answer
        .cheapest()
        .ifPresent(each -> getChildren().add(line(Feather.CHECK, "passed", state.proof())));
    answer.neighbours().forEach(each -> getChildren().add(line(each)));
    if (!answer.isCertified()) {
      getChildren().add(label("No certificate yet", "setting-name"));
      answer
          .missing()
          .forEach(each -> getChildren().add(line(Feather.HELP_CIRCLE, "inconclusive", each)));
    }
    state.advice().ifPresent(each -> getChildren().add(advice(each, state)));
  }

  private static Node line(Neighbour neighbour) {
    return neighbour.failed()
        ? line(Feather.X, "failed", neighbour.sentence())
        : line(Feather.MINUS, "muted", neighbour.sentence());
  }

  private static Node line(Feather icon, String styleClass, String text) {
    var sign = new FontIcon(icon);
    sign.getStyleClass().addAll("tuning-sign", styleClass);
    var words = wrapped(text, "running-text");
    HBox.setHgrow(words, Priority.ALWAYS);
    var line = row(7, sign, words);
    line.setAlignment(Pos.TOP_LEFT);
    return line;
  }

  private static Node advice(Advice advice, SweepState state) {
    var text =
        wrapped(
            "Usage alone says "
                + advice.said().words()
                + ". "
                + advice.measured(state.points()).orElse("That size is not measured yet")
                + ".",
            "running-text");
    text.setId("tuning-advice");
    return new VBox(4, text, wrapped(Advice.RULE, "hint"));
  }
}
