package switchboard.chat.gateway;

import java.net.ConnectException;

/** Says in words how a call to a replica broke down. */
final class FailureText {
  private FailureText() {}

  /**
   * The end of a sentence that begins with the replica's name.
   *
   * @param connected whether the call had reached the replica
   */
  static String describe(Throwable cause, boolean connected) {
    if (connected) {
      return "broke off a connection";
    }
    return cause instanceof ConnectException
        ? "refused a connection"
        : "could not be connected to (" + cause.getMessage() + ")";
  }
}
