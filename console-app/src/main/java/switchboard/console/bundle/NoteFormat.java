package switchboard.console.bundle;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import switchboard.console.experiment.journal.RunNote;

/**
 * A note as a line of the journal: when it was made by a clock that nobody sets, its kind, and
 * itself. A line is read in one go, and its moment without reading the rest of it.
 */
final class NoteFormat {
  private static final String ELAPSED = "elapsedNanos";
  private static final String KIND = "kind";
  private static final String NOTE = "note";
  private static final Map<String, Class<?>> KINDS =
      Arrays.stream(RunNote.class.getPermittedSubclasses())
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));
  private static final Pattern LOOKED =
      Pattern.compile(
          "\\{\"elapsedNanos\":\\d+,\"kind\":\"Looked\",\"note\":\\{\"at\":\"([^\"]+)\"");

  private final Gson json;

  NoteFormat(Gson json) {
    this.json = json;
  }

  /** The line, with its end. */
  String line(TimedNote timed) throws IOException {
    var text = new StringWriter();
    try (var out = new JsonWriter(text)) {
      out.setHtmlSafe(false);
      out.beginObject().name(ELAPSED).value(timed.elapsedNanos());
      out.name(KIND).value(timed.note().getClass().getSimpleName()).name(NOTE);
      json.toJson(timed.note(), timed.note().getClass(), out);
      out.endObject();
    }
    return text + "\n";
  }

  /**
   * The note of a line.
   *
   * @throws JsonParseException when it is none
   */
  TimedNote note(String line) {
    try (var in = new JsonReader(new StringReader(line))) {
      in.beginObject();
      expect(in, ELAPSED);
      var elapsed = in.nextLong();
      expect(in, KIND);
      var kind = KINDS.get(in.nextString());
      expect(in, NOTE);
      if (kind == null) {
        throw new JsonParseException("A note of a kind that this version does not know");
      }
      RunNote note = json.fromJson(in, kind);
      in.endObject();
      return new TimedNote(elapsed, note);
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw new JsonParseException("Not a note: " + e.getMessage(), e);
    }
  }

  private static void expect(JsonReader in, String name) throws IOException {
    var found = in.nextName();
    if (!found.equals(name)) {
      throw new JsonParseException("Expected " + name + ", found " + found);
    }
  }

  /** When a line looked at the system; empty for one that is another kind of note. */
  static Optional<Instant> lookedAt(String line) {
    var start = LOOKED.matcher(line);
    return start.lookingAt() ? Optional.of(Instant.parse(start.group(1))) : Optional.empty();
  }
}
