package switchboard.console.bundle;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import switchboard.console.fault.Fault;
import switchboard.console.fault.kind.FaultKind;
import switchboard.console.load.Distribution;
import switchboard.console.metrics.Labels;
import switchboard.console.metrics.panel.Line;
import switchboard.console.metrics.panel.Panel;
import switchboard.console.metrics.panel.Panels;
import switchboard.console.metrics.panel.Reading;
import switchboard.console.metrics.panel.Readings;
import switchboard.console.platform.SystemState;
import switchboard.console.session.timeline.TimelineEvent;

/**
 * How a bundle writes what it keeps as JSON, so that the same comes out again: records by their
 * fields, what is of one kind of several with its {@code type}, moments and durations in ISO 8601.
 * Addresses are left out, and what a bundle knows by itself is written by its name.
 */
final class JsonFormat {
  /** How the names of a bundle's own are found; its panels and readings are the same at each. */
  private static final Duration ANY_INTERVAL = Duration.ofSeconds(1);

  /** What HdrHistogram encodes: it has no words. */
  private static final Pattern HISTOGRAM = Pattern.compile("HISTFAAAA[A-Za-z0-9+/]*=*");

  private JsonFormat() {}

  /**
   * The format.
   *
   * @param redaction of every text that is written
   */
  static Gson of(UnaryOperator<String> redaction) {
    return new GsonBuilder()
        .serializeNulls()
        .disableHtmlEscaping()
        .serializeSpecialFloatingPointValues()
        .enableComplexMapKeySerialization()
        .registerTypeAdapterFactory(new OptionalFormat())
        .registerTypeAdapterFactory(new SealedFormat())
        .registerTypeAdapter(String.class, text(redaction, Function.identity()))
        .registerTypeAdapter(Instant.class, text(Instant::toString, Instant::parse))
        .registerTypeAdapter(Duration.class, text(Duration::toString, Duration::parse))
        .registerTypeAdapter(Distribution.class, text(Distribution::encoded, Distribution::decoded))
        .registerTypeAdapter(
            FaultKind.class,
            text(FaultKind::name, name -> FaultKind.named(name).orElseThrow(() -> unknown(name))))
        .registerTypeAdapter(
            Panel.class, named(Panels.forScrapesEvery(ANY_INTERVAL).all(), Panel::id))
        .registerTypeAdapter(
            Reading.class, named(Readings.forScrapesEvery(ANY_INTERVAL).all(), Reading::id))
        .registerTypeAdapter(Labels.class, new LabelsFormat(redaction))
        .registerTypeAdapter(Line.class, new LineFormat(redaction))
        .registerTypeAdapter(
            Fault.class, new ByRecord<Fault, RecordedFault>(RecordedFault.class, RecordedFault::of))
        .registerTypeAdapter(
            TimelineEvent.class,
            new ByRecord<TimelineEvent, TimelineEvent.Kept>(
                TimelineEvent.Kept.class,
                event -> new TimelineEvent.Kept(event.at(), event.text(), event.severity())))
        .registerTypeAdapter(URI.class, new LeftOut<URI>())
        .registerTypeAdapter(SystemState.Endpoints.class, new LeftOut<SystemState.Endpoints>())
        .create();
  }

  /** Redacts what somebody may read, and not what only looks like text. */
  static UnaryOperator<String> redacting(UnaryOperator<String> redaction) {
    return text -> HISTOGRAM.matcher(text).matches() ? text : redaction.apply(text);
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("'" + name + "' is not known to this version");
  }

  private static <T> TypeAdapter<T> named(Collection<T> all, Function<T, String> name) {
    var byName = all.stream().collect(Collectors.toMap(name, Function.identity()));
    return text(
        name,
        each -> {
          if (!byName.containsKey(each)) {
            throw unknown(each);
          }
          return byName.get(each);
        });
  }

  private static <T> TypeAdapter<T> text(Function<T, String> write, Function<String, T> read) {
    return new TypeAdapter<>() {
      @Override
      public void write(JsonWriter out, T value) throws IOException {
        out.value(value == null ? null : write.apply(value));
      }

      @Override
      public T read(JsonReader in) throws IOException {
        if (in.peek() == JsonToken.NULL) {
          in.nextNull();
          return null;
        }
        return read.apply(in.nextString());
      }
    };
  }

  /** What a bundle does not keep. */
  private static final class LeftOut<T> extends TypeAdapter<T> {
    @Override
    public void write(JsonWriter out, T value) throws IOException {
      out.nullValue();
    }

    @Override
    public T read(JsonReader in) throws IOException {
      in.skipValue();
      return null;
    }
  }

  /** Labels as an object. */
  private static final class LabelsFormat extends TypeAdapter<Labels> {
    private final UnaryOperator<String> redaction;

    LabelsFormat(UnaryOperator<String> redaction) {
      this.redaction = redaction;
    }

    @Override
    public void write(JsonWriter out, Labels labels) throws IOException {
      out.beginObject();
      for (var each : OwnLabels.of(labels, redaction).toMap().entrySet()) {
        out.name(each.getKey()).value(each.getValue());
      }
      out.endObject();
    }

    @Override
    public Labels read(JsonReader in) throws IOException {
      var pairs = new TreeMap<String, String>();
      in.beginObject();
      while (in.hasNext()) {
        pairs.put(in.nextName(), in.nextString());
      }
      in.endObject();
      return Labels.of(pairs);
    }
  }

  /** A line of a chart in one row, a gap as null. */
  private static final class LineFormat extends TypeAdapter<Line> {
    private final UnaryOperator<String> redaction;

    LineFormat(UnaryOperator<String> redaction) {
      this.redaction = redaction;
    }

    @Override
    public void write(JsonWriter out, Line line) throws IOException {
      out.beginObject()
          .name("name")
          .value(redaction.apply(line.name()))
          .name("values")
          .beginArray();
      for (var i = 0; i < line.size(); i++) {
        if (Double.isNaN(line.value(i))) {
          out.nullValue();
        } else {
          out.value(line.value(i));
        }
      }
      out.endArray().endObject();
    }

    @Override
    public Line read(JsonReader in) throws IOException {
      var name = "";
      var values = new ArrayList<Double>();
      in.beginObject();
      while (in.hasNext()) {
        if (in.nextName().equals("name")) {
          name = in.nextString();
        } else {
          in.beginArray();
          while (in.hasNext()) {
            if (in.peek() == JsonToken.NULL) {
              in.nextNull();
              values.add(Double.NaN);
            } else {
              values.add(in.nextDouble());
            }
          }
          in.endArray();
        }
      }
      in.endObject();
      return new Line(name, values.stream().mapToDouble(Double::doubleValue).toArray());
    }
  }
}
