package switchboard.chat.store;

/** Receives the store's events; called on the event loop. */
public interface StoreListener {
  /**
   * Any replica has appended a message. Each comes once, in the order of the log; one that was
   * trimmed from the log before it could be read is left out, and so is one that was appended while
   * the replica did not know yet that history was lost.
   *
   * @param epoch of the history in which it was appended
   */
  void message(String epoch, Message message);

  /** Any replica, this one included, has {@linkplain MessageStore#announce announced} something. */
  void announced(String text);

  /** The store has lost history: the known state of every room is of the epoch before. */
  void historyReset();

  /** Something in the store that should be a message cannot be read, and is skipped. */
  void unreadableEntry();
}
