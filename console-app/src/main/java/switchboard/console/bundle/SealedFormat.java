package switchboard.console.bundle;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What is of one kind of several: an object that names its kind, or an enum's constant. */
final class SealedFormat implements TypeAdapterFactory {
  private static final String TYPE = "type";

  @Override
  public <T> TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
    var raw = type.getRawType();
    if (!raw.isInterface() || !raw.isSealed()) {
      return null;
    }
    var kinds = new LinkedHashMap<String, Class<?>>();
    kinds(raw).forEach(kind -> kinds.put(kind.getSimpleName(), kind));
    return new Kinds<T>(gson, type, kinds).nullSafe();
  }

  private static Stream<Class<?>> kinds(Class<?> of) {
    return of.isSealed() && of.isInterface()
        ? Stream.of(of.getPermittedSubclasses()).flatMap(SealedFormat::kinds)
        : Stream.of(of);
  }

  private static final class Kinds<T> extends TypeAdapter<T> {
    private final Gson gson;
    private final TypeToken<T> type;
    private final Map<String, Class<?>> kinds;

    Kinds(Gson gson, TypeToken<T> type, Map<String, Class<?>> kinds) {
      this.gson = gson;
      this.type = type;
      this.kinds = kinds;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
      var fields = gson.toJsonTree(value, value.getClass());
      if (fields.isJsonObject()) {
        var named = new JsonObject();
        named.addProperty(TYPE, value.getClass().getSimpleName());
        fields
            .getAsJsonObject()
            .entrySet()
            .forEach(each -> named.add(each.getKey(), each.getValue()));
        fields = named;
      }
      gson.getAdapter(JsonElement.class).write(out, fields);
    }

    @Override
    @SuppressWarnings("unchecked") // Each kind is one of the type's.
    public T read(JsonReader in) throws IOException {
      var json = JsonParser.parseReader(in);
      return (T) (json.isJsonObject() ? record(json.getAsJsonObject()) : constant(json));
    }

    private Object record(JsonObject json) {
      var kind = kinds.get(json.get(TYPE).getAsString());
      if (kind == null) {
        throw new JsonParseException(
            "'" + json.get(TYPE).getAsString() + "' is no " + type.getRawType().getSimpleName());
      }
      return gson.fromJson(json, kind);
    }

    private Object constant(JsonElement json) {
      return kinds.values().stream()
          .filter(Class::isEnum)
          .map(kind -> (Object) gson.fromJson(json, kind))
          .filter(Objects::nonNull)
          .findFirst()
          .orElseThrow(
              () -> new JsonParseException(json + " is no " + type.getRawType().getSimpleName()));
    }
  }
}
