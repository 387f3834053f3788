package switchboard.console.ui.faults;

import static switchboard.console.ui.fx.SmallNodes.wrapped;

import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import switchboard.console.fault.FaultRun;
import switchboard.console.fault.Verdict;
import switchboard.console.load.FailedRequests;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.Spinner;

/** The verdict of a fault, or what is still awaited for it. */
public final class VerdictCard extends VBox {
  /** About four lines. */
  private static final double BRIEF_HEIGHT = 64;

  private static final double TOOLTIP_WIDTH = 420;

  private VerdictCard(Verdict verdict) {
    this(ResultSign.of(verdict.result()), verdict.headline());
  }

  private VerdictCard(ResultSign sign, String headline) {
    this(sign.styleClass(), new FontIcon(sign.icon()), headline);
  }

  private VerdictCard(String kind, Node sign, String headline) {
    getStyleClass().addAll("verdict", kind);
    setAccessibleRole(AccessibleRole.TEXT);
    var title = wrapped(headline, "verdict-title");
    HBox.setHgrow(title, Priority.ALWAYS);
    var head = new HBox(7, sign, title);
    head.setAlignment(Pos.TOP_LEFT);
    getChildren().add(head);
    setAccessibleText(headline);
  }

  /**
   * The verdict.
   *
   * @param toFailures shows the failed requests of a span of time
   */
  public static VerdictCard of(Verdict verdict, Consumer<FailedRequests.Span> toFailures) {
    var card = new VerdictCard(verdict);
    verdict.reasons().forEach(reason -> card.add(reason, "verdict-reason"));
    verdict.conclusion().guidance().ifPresent(what -> card.add(what, "verdict-text"));
    card.add(verdict.sentence(), "verdict-text");
    card.addFailed(verdict, toFailures);
    card.add("at " + Format.clock(verdict.at()), "verdict-time");
    return card;
  }

  /**
   * The verdict where there is little room: what is longer than a few lines is in the tooltip.
   *
   * @param toFailures shows the failed requests of a span of time
   * @param toLedger shows a fault's detection ledger
   */
  static VerdictCard brief(
      Verdict verdict, Consumer<FailedRequests.Span> toFailures, Consumer<Verdict> toLedger) {
    var card = new VerdictCard(verdict);
    var reasons = String.join(". ", verdict.reasons());
    var text = card.add(reasons.isEmpty() ? verdict.sentence() : reasons, "verdict-text");
    text.setMinHeight(0);
    text.setMaxHeight(BRIEF_HEIGHT);
    var whole = new Tooltip(verdict.sentence());
    whole.setWrapText(true);
    whole.setMaxWidth(TOOLTIP_WIDTH);
    text.setTooltip(whole);
    card.addFailed(verdict, toFailures);
    var ledger = button("Detection ledger", "ledger-button", () -> toLedger.accept(verdict));
    ledger.setAccessibleText("Detection ledger of: " + verdict.fault().headline());
    card.getChildren().add(ledger);
    return card;
  }

  static VerdictCard of(FaultModel.Observed watched) {
    var spinner = new Spinner(13);
    var judging = watched.judging();
    var fault = judging.fault();
    var headline =
        fault.headline() + " · judging\u00a0…\u00a0" + watched.lasts().toSeconds() + "\u00a0s";
    var card = new VerdictCard("judging", spinner, headline);
    card.add(
        judging.recovered()
            ? fault.recovered()
                + ". Users are watched for "
                + FaultRun.OBSERVATION_WINDOW.toSeconds()
                + " s from then."
            : "Waiting for " + fault.awaited() + ".",
        "verdict-text");
    return card;
  }

  private static Button button(String text, String styleClass, Runnable action) {
    var button = new Button(text + "…");
    button.getStyleClass().addAll("link-button", styleClass);
    button.setOnAction(click -> action.run());
    return button;
  }

  private void addFailed(Verdict verdict, Consumer<FailedRequests.Span> toFailures) {
    verdict
        .failed()
        .map(failed -> button(failed.words(), "failed-requests", () -> toFailures.accept(failed)))
        .ifPresent(getChildren()::add);
  }

  private Label add(String text, String styleClass) {
    var label = wrapped(text, styleClass);
    getChildren().add(label);
    setAccessibleText(getAccessibleText() + ". " + text);
    return label;
  }
}
