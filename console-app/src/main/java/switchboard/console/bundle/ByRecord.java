package switchboard.console.bundle;

import com.google.gson.JsonDeserializationContext;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonElement;
import com.google.gson.JsonSerializationContext;
import com.google.gson.JsonSerializer;
import java.lang.reflect.Type;
import java.util.function.Function;

/**
 * Writes something as a record that holds what is kept of it, and reads that record.
 *
 * @param <T> what is written
 * @param <R> what is kept of it
 */
record ByRecord<T, R extends T>(Class<R> kept, Function<T, R> of)
    implements JsonSerializer<T>, JsonDeserializer<T> {
  @Override
  public JsonElement serialize(T value, Type type, JsonSerializationContext context) {
    return context.serialize(of.apply(value), kept);
  }

  @Override
  public T deserialize(JsonElement json, Type type, JsonDeserializationContext context) {
    return context.deserialize(json, kept);
  }
}
