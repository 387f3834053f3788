package switchboard.simulator.books;

/**
 * Identifies a message by two 64-bit hashes: of its id, and of everything that must arrive
 * unchanged.
 */
public record Content(long id, long whole) {
  // FNV-1a, 64 bit: http://www.isthe.com/chongo/tech/comp/fnv/
  private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  public static Content of(String id, String from, String text) {
    long hash = hash(id);
    return new Content(hash, add(add(hash, from), text));
  }

  /** What stands for an id, as in {@link #id}. */
  public static long hash(String id) {
    return add(OFFSET_BASIS, id);
  }

  private static long add(long start, String part) {
    long hash = start;
    for (int i = 0; i < part.length(); i++) {
      hash = (hash ^ part.charAt(i)) * PRIME;
    }
    // Between the parts something that no text contains, or "ab"+"c" would equal "a"+"bc".
    return (hash ^ Character.MAX_VALUE) * PRIME;
  }
}
