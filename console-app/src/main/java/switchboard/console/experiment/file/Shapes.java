package switchboard.console.experiment.file;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import switchboard.console.text.Durations;

/** The shapes of single values and of lists. */
final class Shapes {
  /** Of a text: longer ones are a mistake in themselves. */
  private static final int LONGEST_TEXT = 2_000;

  private static final int LONGEST_LIST = 1_000;
  private static final int LONGEST_QUOTE = 40;

  private Shapes() {}

  /** Makes a value of the text of a scalar; throws IllegalArgumentException with a sentence. */
  private interface Reader<T> {
    T read(String text);
  }

  private record Scalar<T>(Set<Tag> tags, String expected, JsonObject schema, Reader<T> reader)
      implements Shape<T> {
    @Override
    public Optional<T> read(Node node, List<Mistake> mistakes) {
      if (!(node instanceof ScalarNode scalar) || !tags.contains(node.getTag())) {
        mistakes.add(wrong(node, "expected " + expected));
        return Optional.empty();
      }
      try {
        return Optional.of(reader.read(scalar.getValue()));
      } catch (ArithmeticException e) {
        // A tag that says what the value is not.
        mistakes.add(wrong(node, "expected " + expected));
        return Optional.empty();
      } catch (IllegalArgumentException e) {
        mistakes.add(Mistake.at(start(node), e.getMessage()));
        return Optional.empty();
      }
    }
  }

  /** Any text, on one line. */
  static Shape<String> text() {
    return scalar(
        "a text",
        type("string"),
        text -> {
          if (text.isBlank() || text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                "expected a text of 1 to " + LONGEST_TEXT + " characters");
          }
          return text.strip().replaceAll("\\s+", " ");
        });
  }

  /**
   * A text of a form of its own.
   *
   * @param expected for a sentence: "an objective, such as requests.p99<=250ms"
   * @param reader throws IllegalArgumentException with a sentence when it is not of that form
   */
  static <T> Shape<T> written(String expected, Function<String, T> reader) {
    return scalar(expected, described(type("string"), expected), reader::apply);
  }

  private static <T> Shape<T> scalar(String expected, JsonObject schema, Reader<T> reader) {
    return new Scalar<>(Set.of(Tag.STR), expected, schema, reader);
  }

  /** A text or a number, as it is written. */
  static Shape<String> amount(String expected) {
    var schema = new JsonObject();
    schema.add("type", words(List.of("string", "number")));
    return new Scalar<>(
        Set.of(Tag.STR, Tag.INT, Tag.FLOAT), expected, described(schema, expected), text -> text);
  }

  /** A length of time. */
  static Shape<Duration> duration(Duration least, Duration most) {
    var expected = "a duration from " + Durations.text(least) + " to " + Durations.text(most);
    var schema = described(type("string"), expected);
    schema.addProperty("pattern", Durations.PATTERN);
    return scalar(
        expected,
        schema,
        text -> {
          var duration = Durations.parse(text);
          if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new IllegalArgumentException("found " + text + "; expected " + expected);
          }
          return duration;
        });
  }

  /** One of these words. */
  static <T> Shape<T> oneOf(List<T> values, Function<T, String> word) {
    var names = values.stream().map(word).toList();
    var expected = "one of " + String.join(", ", names);
    var schema = type("string");
    schema.add("enum", words(names));
    return scalar(
        expected,
        schema,
        text ->
            values.stream()
                .filter(each -> word.apply(each).equals(text))
                .findFirst()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "found '%s'; expected %s%s"
                                .formatted(quoted(text), expected, Suggestion.of(text, names)))));
  }

  /** A whole number, both ends included. */
  static Shape<Integer> whole(int least, int most) {
    var expected = "a whole number from " + least + " to " + most;
    return new Scalar<>(
        Set.of(Tag.INT),
        expected,
        range("integer", least, most),
        text -> inRange(text, least, most, expected).intValueExact());
  }

  /** A number, both ends included. */
  static Shape<Double> number(double least, double most) {
    var expected = "a number from " + plain(least) + " to " + plain(most);
    return new Scalar<>(
        Set.of(Tag.INT, Tag.FLOAT),
        expected,
        range("number", least, most),
        text -> inRange(text, least, most, expected).doubleValue());
  }

  private static BigDecimal inRange(String text, double least, double most, String expected) {
    try {
      var value = new BigDecimal(text);
      if (value.compareTo(BigDecimal.valueOf(least)) >= 0
          && value.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // YAML has numbers that are none here: .inf, 0x10.
    }
    throw new IllegalArgumentException("found " + quoted(text) + "; expected " + expected);
  }

  private static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  private static JsonObject range(String type, double least, double most) {
    var schema = type(type);
    schema.add("minimum", new JsonPrimitive(BigDecimal.valueOf(least).stripTrailingZeros()));
    schema.add("maximum", new JsonPrimitive(BigDecimal.valueOf(most).stripTrailingZeros()));
    return schema;
  }

  /** Yes or no. */
  static Shape<Boolean> flag() {
    return new Scalar<>(
        Set.of(Tag.BOOL),
        "true or false",
        type("boolean"),
        text ->
            switch (text) {
              case "true", "True", "TRUE" -> true;
              case "false", "False", "FALSE" -> false;
              default ->
                  throw new IllegalArgumentException(
                      "found " + quoted(text) + "; expected true or false");
            });
  }

  /** A list, with at least one element. */
  static <T> Shape<List<T>> list(Shape<T> of, String expected) {
    return new Shape<>() {
      @Override
      public Optional<List<T>> read(Node node, List<Mistake> mistakes) {
        if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
          mistakes.add(wrong(node, "expected a list of " + expected));
          return Optional.empty();
        }
        if (sequence.getValue().size() > LONGEST_LIST) {
          mistakes.add(wrong(node, "expected at most " + LONGEST_LIST + " " + expected));
          return Optional.empty();
        }
        var elements = new ArrayList<T>();
        sequence.getValue().forEach(each -> of.read(each, mistakes).ifPresent(elements::add));
        return elements.size() == sequence.getValue().size()
            ? Optional.of(List.copyOf(elements))
            : Optional.empty();
      }

      @Override
      public JsonObject schema() {
        var schema = type("array");
        schema.add("items", of.schema());
        schema.addProperty("minItems", 1);
        schema.addProperty("maxItems", LONGEST_LIST);
        return schema;
      }
    };
  }

  static Mistake wrong(Node node, String expected) {
    return Mistake.at(start(node), "found " + kind(node) + "; " + expected);
  }

  private static org.snakeyaml.engine.v2.exceptions.Mark start(Node node) {
    return node.getStartMark().orElseThrow();
  }

  private static String kind(Node node) {
    return switch (node) {
      case MappingNode mapping -> "a mapping";
      case SequenceNode list -> list.getValue().isEmpty() ? "an empty list" : "a list";
      case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
      case ScalarNode scalar when scalar.getTag().equals(Tag.STR) ->
          "'" + quoted(scalar.getValue()) + "'";
      case ScalarNode scalar -> quoted(scalar.getValue());
      default -> "an alias";
    };
  }

  /** What stands in a file may be long, and of several lines. */
  static String quoted(String text) {
    var line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
  }

  static JsonObject type(String name) {
    var schema = new JsonObject();
    schema.addProperty("type", name);
    return schema;
  }

  static JsonObject described(JsonObject schema, String description) {
    schema.addProperty("description", description);
    return schema;
  }

  static JsonArray words(List<String> words) {
    var array = new JsonArray();
    words.forEach(array::add);
    return array;
  }
}
