package switchboard.console.ui.experiments;

import java.util.Optional;
import switchboard.console.ui.faults.ResultSign;
import switchboard.console.ui.fx.HistoryCard;
import switchboard.console.ui.fx.Summary;

/** What came of the runs of this session; the selected one is shown in full. */
final class RunHistoryView {
  private static final HistoryCard.Texts TEXTS =
      new HistoryCard.Texts("runs", "Runs", "of this session", "No runs yet");

  private RunHistoryView() {}

  static HistoryCard<PastRun> of(ExperimentsModel model) {
    var card =
        new HistoryCard<>(TEXTS, model.history().runs(), RunHistoryView::summary, model::show);
    model.shownProperty().subscribe(shown -> card.follow(result(shown)));
    return card;
  }

  private static Optional<PastRun> result(ExperimentsModel.Shown shown) {
    return switch (shown) {
      case ExperimentsModel.Shown.Result(PastRun run) -> Optional.of(run);
      case ExperimentsModel.Shown.Plan plan -> Optional.empty();
      case ExperimentsModel.Shown.Running running -> Optional.empty();
    };
  }

  private static Summary summary(PastRun run) {
    var result = run.result().verdict().result();
    var sign = ResultSign.of(result);
    return new Summary(
        sign.icon(),
        sign.styleClass(),
        run.result().name(),
        result.word(),
        run.sentence(),
        run.time(),
        run.result().name() + ", " + result.word() + ". " + run.sentence() + ". " + run.time());
  }
}
