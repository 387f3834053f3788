package switchboard.chat.store;

/** The position up to which this replica has read the log. */
final class LogPosition {
  /** Before the first entry of any log. */
  static final String START = "0-0";

  private String id;

  /** The id of the entry; empty as long as the replica has not begun to read. */
  String id() {
    return id == null ? "" : id;
  }

  boolean isKnown() {
    return id != null;
  }

  boolean isAt(String entryId) {
    return id().equals(entryId);
  }

  void moveTo(String entryId) {
    id = entryId;
  }

  /** Whether an entry of one id comes before that of another; ids are {@code <number>-<number>}. */
  static boolean isBefore(String one, String other) {
    int byTime = Long.compareUnsigned(part(one, 0), part(other, 0));
    return byTime < 0 || (byTime == 0 && Long.compareUnsigned(part(one, 1), part(other, 1)) < 0);
  }

  private static long part(String id, int index) {
    return Long.parseUnsignedLong(id.split("-", 2)[index]);
  }
}
