package switchboard.console.intent;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import switchboard.console.ProcessIdentity;
import switchboard.console.platform.Incarnation;
import switchboard.console.platform.Leftover;
import switchboard.console.platform.Remedy;

/** An intent as a JSON document. */
final class IntentText {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private static final int VERSION = 1;

  private static final String UNFREEZE = "unfreeze";
  private static final String START = "start";
  private static final String END = "end";

  /** How a remedy of each name is made; what it ends is null but for {@link #END}. */
  private static final Map<String, Function<String, Remedy>> REMEDIES =
      Map.of(
          UNFREEZE,
          none -> new Remedy.Unfreeze(),
          START,
          none -> new Remedy.Start(),
          END,
          kind -> new Remedy.End(required("backendFault", kind)));

  private IntentText() {}

  /** What is in the document; null for what is not. */
  private record Stored(
      Integer version,
      String platform,
      String kind,
      String target,
      Life incarnation,
      String remedy,
      String backendFault,
      String began,
      String ends,
      Owner console) {}

  private record Life(String place, String id, String started) {}

  private record Owner(Long pid, String started) {}

  static String of(Intent intent) {
    var leftover = intent.leftover();
    var life = leftover.incarnation();
    var console = intent.console();
    return GSON.toJson(
        new Stored(
            VERSION,
            intent.platform(),
            intent.kind(),
            leftover.target(),
            new Life(life.place(), life.id(), life.started().toString()),
            switch (leftover.remedy()) {
              case Remedy.Unfreeze unfreeze -> UNFREEZE;
              case Remedy.Start start -> START;
              case Remedy.End end -> END;
            },
            leftover.remedy() instanceof Remedy.End(String kind) ? kind : null,
            intent.began().toString(),
            intent.ends().map(Instant::toString).orElse(null),
            new Owner(console.pid(), console.started().toString())));
  }

  /**
   * Reads a document.
   *
   * @throws IllegalArgumentException when it is not one, with what is wrong in its message
   */
  static Intent parse(String text) {
    try {
      var stored = required("an object", GSON.fromJson(text, Stored.class));
      if (required("version", stored.version) != VERSION) {
        throw new IllegalArgumentException(
            "version " + stored.version + " is of another Switchboard; expected " + VERSION);
      }
      var life = required("incarnation", stored.incarnation);
      var console = required("console", stored.console);
      return new Intent(
          required("platform", stored.platform),
          required("kind", stored.kind),
          new Leftover(
              required("target", stored.target),
              new Incarnation(
                  required("incarnation.place", life.place),
                  required("incarnation.id", life.id),
                  time("incarnation.started", life.started)),
              remedy(stored)),
          time("began", stored.began),
          Optional.ofNullable(stored.ends).map(ends -> time("ends", ends)),
          new ProcessIdentity(
              required("console.pid", console.pid), time("console.started", console.started)));
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("it is not the JSON of an intent: " + e.getMessage(), e);
    }
  }

  private static Remedy remedy(Stored stored) {
    var name = required("remedy", stored.remedy);
    if (!REMEDIES.containsKey(name)) {
      throw new IllegalArgumentException(
          "remedy '" + name + "' is unknown; expected " + UNFREEZE + ", " + START + " or " + END);
    }
    return REMEDIES.get(name).apply(stored.backendFault);
  }

  private static Instant time(String name, String value) {
    try {
      return Instant.parse(required(name, value));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          name + " is '" + value + "'; expected a time such as 2026-01-31T12:00:00Z", e);
    }
  }

  private static <T> T required(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }
}
