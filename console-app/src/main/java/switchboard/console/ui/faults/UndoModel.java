package switchboard.console.ui.faults;

import java.util.List;
import switchboard.console.fault.Fault;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.session.Undoing;
import switchboard.console.text.Format;
import switchboard.console.ui.operation.OperationContext;

/** Ends faults of this console before their time. FX thread only. */
public final class UndoModel {
  private final Undoing undoing;
  private final OperationContext context;

  UndoModel(Undoing undoing, OperationContext context) {
    this.undoing = undoing;
    this.context = context;
  }

  /** The faults that there are to undo. */
  public List<InjectedFault> undoable() {
    return undoing.undoable();
  }

  /** Undoes one of them. */
  public void undo(Fault fault) {
    context
        .background()
        .run(
            "Undoing: " + fault.mark(),
            () -> undoing.undo(fault),
            before -> context.prompts().tell("Undone: " + fault.mark() + "."),
            context.notices());
  }

  /** Undoes all of them, without asking: this is what helps when something goes wrong. */
  public void undoAll() {
    context
        .background()
        .run(
            "Undoing all faults",
            undoing::undoAll,
            undone -> context.prompts().tell("Undid " + Format.count(undone.size(), "fault") + "."),
            context.notices());
  }
}
