package switchboard.chat.gateway;

import java.net.ConnectException;

/** Describes how a call to a replica failed, for logs and problem documents. */
final class FailureText {
  private FailureText() {}

  /**
   * The end of a sentence that begins with the replica's name.
   *
   * @param connected whether the call had reached the replica
   */
  static String describe(Throwable cause, boolean connected) {
    if (connected) {
      return "closed a connection unexpectedly";
    }
    return cause instanceof ConnectException
        ? "refused a connection"
        : "could not be connected to (" + cause.getMessage() + ")";
  }
}
