package switchboard.console.bundle;

import com.google.gson.Gson;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** What may be missing: its value, or null. */
final class OptionalFormat implements TypeAdapterFactory {
  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    var raw = type.getRawType();
    if (raw == Optional.class) {
      var of = TypeToken.get(((ParameterizedType) type.getType()).getActualTypeArguments()[0]);
      return adapter(
          type,
          gson.getAdapter(of),
          value -> ((Optional<?>) value).orElse(null),
          Optional::ofNullable);
    }
    if (raw == OptionalDouble.class) {
      return adapter(
          type,
          gson.getAdapter(Double.class),
          value -> ((OptionalDouble) value).stream().boxed().findFirst().orElse(null),
          value -> value == null ? OptionalDouble.empty() : OptionalDouble.of((Double) value));
    }
    if (raw == OptionalInt.class) {
      return adapter(
          type,
          gson.getAdapter(Integer.class),
          value -> ((OptionalInt) value).stream().boxed().findFirst().orElse(null),
          value -> value == null ? OptionalInt.empty() : OptionalInt.of((Integer) value));
    }
    if (raw == OptionalLong.class) {
      return adapter(
          type,
          gson.getAdapter(Long.class),
          value -> ((OptionalLong) value).stream().boxed().findFirst().orElse(null),
          value -> value == null ? OptionalLong.empty() : OptionalLong.of((Long) value));
    }
    return null;
  }

  @SuppressWarnings("unchecked") // The type is that of the optional, and the adapter of its value.
  private static <T> TypeAdapter<T> adapter(
      TypeToken<T> type,
      TypeAdapter<?> of,
      Function<Object, Object> value,
      Function<Object, Object> optional) {
    var values = (TypeAdapter<Object>) of;
    var raw = type.getRawType();
    return new TypeAdapter<>() {
      @Override
      public void write(JsonWriter out, T written) throws IOException {
        var inside = value.apply(written);
        if (inside == null) {
          out.nullValue();
        } else {
          values.write(out, inside);
        }
      }

      @Override
      public T read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
          in.nextNull();
          return (T) raw.cast(optional.apply(null));
        }
        return (T) raw.cast(optional.apply(values.read(in)));
      }
    };
  }
}
