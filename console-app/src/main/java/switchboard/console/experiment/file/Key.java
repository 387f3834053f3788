package switchboard.console.experiment.file;

import java.util.Objects;

/**
 * A key that a mapping may have.
 *
 * @param description of its value, one line
 * @param <T> what is made of its value
 */
record Key<T>(String name, Shape<T> shape, String description, boolean required) {
  Key {
    Objects.requireNonNull(name);
    Objects.requireNonNull(shape);
    Objects.requireNonNull(description);
  }

  static <T> Key<T> required(String name, Shape<T> shape, String description) {
    return new Key<>(name, shape, description, true);
  }

  static <T> Key<T> optional(String name, Shape<T> shape, String description) {
    return new Key<>(name, shape, description, false);
  }
}
