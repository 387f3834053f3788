package switchboard.chat.management;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a request's JSON object. Every method throws a {@link Refusal} with status 400 that
 * names the field, what was found and what was expected.
 */
public record RequestFields(JsonObject document) {
  /** Reads a body that must be one JSON object. */
  public static RequestFields parse(Buffer body) {
    return new RequestFields(JsonObjects.read(body).orElseThrow(() -> notAnObject("body")));
  }

  /** Reads a WebSocket message that must be one JSON object. */
  public static RequestFields parse(String message) {
    return new RequestFields(JsonObjects.read(message).orElseThrow(() -> notAnObject("message")));
  }

  private static Refusal notAnObject(String what) {
    return Refusal.malformed(
        "The %s is not a JSON object; expected one, in UTF-8, with each field once."
            .formatted(what));
  }

  /** Refuses unknown fields: a misspelt one must not pass unnoticed. */
  public RequestFields only(Set<String> known) {
    for (var field : document.fieldNames()) {
      if (!known.contains(field)) {
        throw Refusal.malformed(
            "Unknown field %s; known are %s.".formatted(shortened(field), sorted(known)));
      }
    }
    return this;
  }

  /** A required text. */
  public String text(String field) {
    if (document.getValue(field) instanceof String text) {
      return text;
    }
    throw wrong(field, "a text");
  }

  /** A required whole number in a range, both ends included. */
  public long integer(String field, long lowest, long highest) {
    var value = document.getValue(field);
    if (value instanceof Integer || value instanceof Long) {
      long number = ((Number) value).longValue();
      if (number >= lowest && number <= highest) {
        return number;
      }
    }
    throw wrong(field, String.format(Locale.ROOT, "a whole number from %d to %d", lowest, highest));
  }

  /** Whether there is such a field. */
  public boolean has(String field) {
    return document.containsKey(field);
  }

  /** A required number in a range, both ends included. */
  public double number(String field, double lowest, double highest) {
    if (document.getValue(field) instanceof Number number
        && number.doubleValue() >= lowest
        && number.doubleValue() <= highest) {
      return number.doubleValue();
    }
    throw wrong(field, "a number from " + shortest(lowest) + " to " + shortest(highest));
  }

  private static String shortest(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private Refusal wrong(String field, String expected) {
    var found = document.containsKey(field) ? shortened(document.getValue(field)) : "nothing";
    return Refusal.malformed(
        "Field \"%s\": found %s, expected %s.".formatted(field, found, expected));
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }

  private static String shortened(Object value) {
    var text = value instanceof String string ? '"' + string + '"' : String.valueOf(value);
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }
}
