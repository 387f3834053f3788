package switchboard.console.ui.faults.screen;

import switchboard.console.fault.Verdict;
import switchboard.console.ui.faults.ResultSign;
import switchboard.console.ui.fx.HistoryCard;
import switchboard.console.ui.fx.Summary;

/** The verdicts of this launch; the details of the selected one are shown beside. */
final class HistoryView {
  private static final HistoryCard.Texts TEXTS =
      new HistoryCard.Texts("history", "Verdicts", "of this launch", "No verdicts yet");

  private HistoryView() {}

  static HistoryCard<Verdict> of(HistoryModel model) {
    var card = new HistoryCard<>(TEXTS, model.verdicts(), HistoryView::summary, model::choose);
    model.shownProperty().subscribe(card::follow);
    return card;
  }

  private static Summary summary(Verdict verdict) {
    var sign = ResultSign.of(verdict.result());
    var sentence = verdict.reasons().stream().findFirst().orElseGet(verdict::sentence);
    return new Summary(
        sign.icon(),
        sign.styleClass(),
        verdict.fault().headline(),
        verdict.result().word(),
        sentence,
        "",
        verdict.headline() + ". " + sentence);
  }
}
