package switchboard.console.metrics;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads Prometheus' answer to a range query as a stream, in whatever order its fields come. */
final class RangeAnswer {
  private String status;
  private String error;
  private String resultType;
  private List<Series> series;

  private RangeAnswer() {}

  /**
   * Throws an IOException, JsonParseException, IllegalStateException or NumberFormatException on
   * what is not such an answer.
   */
  static QueryResult read(Reader body) throws IOException {
    RangeAnswer answer = new RangeAnswer();
    try (JsonReader json = new JsonReader(body)) {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "status" -> answer.status = json.nextString();
          case "error" -> answer.error = json.nextString();
          case "data" -> answer.data(json);
          default -> json.skipValue();
        }
      }
      json.endObject();
    }
    return answer.toResult();
  }

  private QueryResult toResult() {
    if (Objects.equals(status, "error") && error != null) {
      return new QueryResult.Rejected(error);
    }
    if (!Objects.equals(status, "success")
        || !Objects.equals(resultType, "matrix")
        || series == null) {
      throw new JsonParseException(
          "expected a successful result of type matrix, found "
              + status
              + " of type "
              + resultType);
    }
    return QueryResult.of(series);
  }

  private void data(JsonReader json) throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "resultType" -> resultType = json.nextString();
        case "result" -> series = result(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
  }

  private static List<Series> result(JsonReader json) throws IOException {
    List<Series> found = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      found.add(oneSeries(json));
    }
    json.endArray();
    return found;
  }

  private static Series oneSeries(JsonReader json) throws IOException {
    Map<String, String> labels = new HashMap<>();
    long[] times = new long[16];
    double[] values = new double[16];
    int size = 0;
    json.beginObject();
    while (json.hasNext()) {
      switch (json.nextName()) {
        case "metric" -> {
          json.beginObject();
          while (json.hasNext()) {
            labels.put(json.nextName(), json.nextString());
          }
          json.endObject();
        }
        case "values" -> {
          json.beginArray();
          while (json.hasNext()) {
            if (size == times.length) {
              times = Arrays.copyOf(times, 2 * size);
              values = Arrays.copyOf(values, 2 * size);
            }
            json.beginArray();
            times[size] = Math.round(json.nextDouble() * 1000);
            values[size++] = Sample.number(json.nextString());
            json.endArray();
          }
          json.endArray();
        }
        default -> json.skipValue();
      }
    }
    json.endObject();
    return new Series(Labels.of(labels), Arrays.copyOf(times, size), Arrays.copyOf(values, size));
  }
}
