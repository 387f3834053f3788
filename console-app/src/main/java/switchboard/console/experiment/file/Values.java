package switchboard.console.experiment.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** The values of a mapping, by their keys. */
final class Values {
  /** A value that does not fit to the others. */
  static final class UnfitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Mistake> mistakes;

    UnfitException(List<Mistake> mistakes) {
      super(mistakes.getFirst().sentence());
      this.mistakes = List.copyOf(mistakes);
    }

    List<Mistake> mistakes() {
      return mistakes;
    }
  }

  private final Node mapping;
  private final Map<Key<?>, Node> nodes = new HashMap<>();
  private final Map<Key<?>, Object> values = new HashMap<>();

  Values(Node mapping) {
    this.mapping = mapping;
  }

  <T> void put(Key<T> key, Node node, T value) {
    nodes.put(key, node);
    values.put(key, value);
  }

  /** Whether the mapping has this key. */
  boolean has(Key<?> key) {
    return values.containsKey(key);
  }

  /** Its value, if the mapping has this key. */
  @SuppressWarnings("unchecked") // put() takes only values of the key's type.
  <T> Optional<T> find(Key<T> key) {
    return Optional.ofNullable((T) values.get(key));
  }

  /** The value of a key that is required. */
  <T> T get(Key<T> key) {
    return find(key).orElseThrow();
  }

  /** What is thrown for a value that does not fit to the others. */
  UnfitException unfit(Key<?> key, String sentence) {
    return new UnfitException(
        List.of(
            Mistake.at(nodes.getOrDefault(key, mapping).getStartMark().orElseThrow(), sentence)));
  }
}
