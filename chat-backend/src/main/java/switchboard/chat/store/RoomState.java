package switchboard.chat.store;

/**
 * The state of a room in the store.
 *
 * @param epoch the present epoch of the history
 * @param after the seq that survived when the epoch began: up to it, the room's messages are those
 *     of the epoch before
 * @param lastSeq the seq of the room's last message; 0 when it has had none
 */
public record RoomState(String epoch, long after, long lastSeq) {
  /** Parses the values of the room's keys and of the epoch; each may be null, but the epoch. */
  static RoomState of(String epoch, String epochOfRoom, String seq) {
    long lastSeq = Entries.number(seq).orElse(0);
    var begun = epochOfRoom != null && epochOfRoom.startsWith(epoch + " ");
    long after =
        begun ? Entries.number(epochOfRoom.substring(epoch.length() + 1)).orElse(lastSeq) : lastSeq;
    return new RoomState(epoch, Math.min(after, lastSeq), lastSeq);
  }
}
