package switchboard.console.ui.faults;

import java.util.List;
import switchboard.console.fault.kind.InjectedFault;
import switchboard.console.session.Session;
import switchboard.console.text.Format;
import switchboard.console.ui.operation.OperationContext;

/** Ends all faults of this console at once. FX thread only. */
final class UndoModel {
  private final Session session;
  private final OperationContext context;

  UndoModel(Session session, OperationContext context) {
    this.session = session;
    this.context = context;
  }

  /** The faults that there are to undo. */
  List<InjectedFault> undoable() {
    return session.undoable();
  }

  /** Undoes them, without asking: this is what helps when something goes wrong. */
  void undoAll() {
    context
        .background()
        .run(
            "Undoing all faults",
            session::undoAll,
            undone -> context.prompts().tell("Undid " + Format.count(undone.size(), "fault") + "."),
            context.notices());
  }
}
