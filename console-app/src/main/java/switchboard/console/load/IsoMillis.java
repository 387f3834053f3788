package switchboard.console.load;

import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Instants in JSON, as the simulator writes them: ISO 8601, milliseconds, UTC. */
public final class IsoMillis extends TypeAdapter<Instant> {
  private static final DateTimeFormatter FORM =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  /** As "2026-01-01T12:00:00.000Z". */
  static String format(Instant instant) {
    return FORM.format(instant);
  }

  @Override
  public void write(JsonWriter json, Instant instant) throws IOException {
    json.value(instant == null ? null : format(instant));
  }

  @Override
  public Instant read(JsonReader json) throws IOException {
    if (json.peek() == JsonToken.NULL) {
      json.nextNull();
      return null;
    }
    try {
      return Instant.parse(json.nextString());
    } catch (DateTimeParseException e) {
      throw new JsonParseException(e);
    }
  }
}
