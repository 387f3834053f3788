package switchboard.console.platform.capability;

import java.util.Map;
import switchboard.console.platform.Action;
import switchboard.console.platform.Capability;

/** The engine does not let everybody do everything. */
public interface AccessControl extends Capability {

  /**
   * Why the operator may not do something, in a sentence, for each action that is not allowed: as
   * far as the engine has told, since the place was chosen. Never blocks.
   */
  Map<Action, String> deniedActions();
}
