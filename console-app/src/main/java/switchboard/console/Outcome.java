package switchboard.console;

import java.util.Optional;
import java.util.function.Function;

/** How an action ended. An action never returns null or an empty value for "it failed". */
public sealed interface Outcome<T> {

  /** It was done. */
  record Done<T>(T value) implements Outcome<T> {}

  /** It was not done, or not known to be done. */
  record Failed<T>(Failure failure) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> failed(Failure failure) {
    return new Failed<>(failure);
  }

  /** The same outcome with another value; a failure stays as it is. */
  default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
    return switch (this) {
      case Done<T>(T value) -> new Done<>(change.apply(value));
      case Failed<T>(Failure failure) -> new Failed<>(failure);
    };
  }

  /** The outcome of what follows; a failure stays as it is, and nothing follows. */
  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Done<T>(T value) -> next.apply(value);
      case Failed<T>(Failure failure) -> new Failed<>(failure);
    };
  }

  /** What it gave; empty when it failed, for those who need not know why. */
  default Optional<T> toOptional() {
    return switch (this) {
      case Done<T>(T value) -> Optional.of(value);
      case Failed<T> failed -> Optional.empty();
    };
  }
}
