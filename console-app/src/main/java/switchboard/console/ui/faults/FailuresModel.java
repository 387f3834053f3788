package switchboard.console.ui.faults;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.load.FailedRequest;
import switchboard.console.load.FailedRequests;
import switchboard.console.session.Load;
import switchboard.console.text.Format;
import switchboard.console.ui.operation.OperationContext;

/** The failed requests in the time of one fault. FX thread only. */
public final class FailuresModel {
  private final Load load;
  private final OperationContext context;
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(this, "open", false);
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper(this, "summary", "");
  private final StringProperty wanted = new SimpleStringProperty(this, "wanted", "");
  private final ObservableList<FailedRequest> shown = FXCollections.observableArrayList();
  private List<FailedRequest> all = List.of();
  private long total;

  /** What was asked for last: an answer to anything before it comes too late. */
  private Optional<FailedRequests.Span> asked = Optional.empty();

  public FailuresModel(Load load, OperationContext context) {
    this.load = load;
    this.context = context;
    wanted.subscribe(text -> refresh());
  }

  /** Reads those of a span of time, and then shows them. */
  public void open(FailedRequests.Span span) {
    asked = Optional.of(span);
    context
        .background()
        .run(
            "Reading the failed requests",
            load::failures,
            failures -> {
              if (asked.equals(Optional.of(span))) {
                show(failures.of(span), span);
              }
            },
            context.notices());
  }

  private void show(FailedRequests failures, FailedRequests.Span span) {
    all = failures.failures();
    total = failures.total();
    title.set(span.words());
    wanted.set("");
    refresh();
    open.set(true);
  }

  public void close() {
    asked = Optional.empty();
    open.set(false);
  }

  private void refresh() {
    var text = wanted.get().strip().toLowerCase(Locale.ROOT);
    shown.setAll(all.stream().filter(each -> words(each).contains(text)).toList());
    var kept =
        all.size() < total
            ? " · the simulator keeps the first " + Format.whole(FailedRequests.MAX_KEPT)
            : "";
    summary.set(Format.whole(shown.size()) + " of " + Format.whole(total) + " shown" + kept);
  }

  private static String words(FailedRequest each) {
    return Stream.of(
            each.user(), each.method(), each.route(), each.through(), each.status(), each.error())
        .map(String::valueOf)
        .reduce("", (one, other) -> one + " " + other)
        .toLowerCase(Locale.ROOT);
  }

  /** Whether they are to be seen. */
  public ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /** "7 failed requests". */
  ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  /** How many are shown, in words. */
  ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** What a request has to contain to be shown, in any case; empty for all. */
  StringProperty wantedProperty() {
    return wanted;
  }

  /** By time. */
  ObservableList<FailedRequest> shown() {
    return shown;
  }
}
