package switchboard.console.ui.faults;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import switchboard.console.fault.Verdict;

/** The detection ledger of one fault. FX thread only. */
public final class LedgerModel {
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(this, "open", false);
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper(this, "title", "");
  private final ReadOnlyStringWrapper noticed = new ReadOnlyStringWrapper(this, "noticed", "");
  private final ObservableList<LedgerRow> rows = FXCollections.observableArrayList();

  /** Shows that of a fault. */
  public void open(Verdict verdict) {
    title.set("Detection ledger · " + verdict.fault().headline());
    noticed.set(verdict.ledger().noticedFirst());
    rows.setAll(verdict.ledger().entries().stream().map(LedgerRow::of).toList());
    open.set(true);
  }

  public void close() {
    open.set(false);
  }

  /** Whether it is to be seen. */
  public ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /** "Detection ledger · Killed backend-2". */
  ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  /** What noticed the fault first, in a sentence. */
  ReadOnlyStringProperty noticedProperty() {
    return noticed.getReadOnlyProperty();
  }

  /** In the ledger's order. */
  ObservableList<LedgerRow> rows() {
    return rows;
  }
}
