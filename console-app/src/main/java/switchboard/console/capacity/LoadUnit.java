package switchboard.console.capacity;

import java.util.Objects;
import switchboard.console.load.LoadPlan;
import switchboard.console.loadtest.Arrivals;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.Preset;
import switchboard.console.text.Format;
import switchboard.console.verdict.Figure;

/** What a load is counted in. */
public sealed interface LoadUnit {

  double SECONDS_PER_MINUTE = 60;

  /** In JSON: "users". */
  String word();

  /** "400 users". */
  String words(int load);

  /** "240 to 252 users". */
  String words(int from, int until);

  /** How many requests are sent, or deliveries owed, per second. */
  double samplesPerSecond(Figure.Timed of, int load);

  /**
   * Virtual users, who think between messages.
   *
   * @param each what a user does; how many there are is of no account
   */
  record Users(LoadPlan each) implements LoadUnit {
    public Users {
      Objects.requireNonNull(each);
    }

    @Override
    public String word() {
      return "users";
    }

    @Override
    public String words(int load) {
      return Format.count(load, "user");
    }

    @Override
    public String words(int from, int until) {
      return Format.whole(from) + " to " + Format.count(until, "user");
    }

    /** A message is delivered to all of its room, the sender among them. */
    @Override
    public double samplesPerSecond(Figure.Timed of, int load) {
      var messages = load * each.messagesPerUserPerMinute() / SECONDS_PER_MINUTE;
      return switch (of) {
        case REQUESTS -> messages + load * each.readsPerUserPerMinute() / SECONDS_PER_MINUTE;
        case DELIVERIES -> messages * Math.min(each.roomSize(), load);
      };
    }
  }

  /**
   * Requests per second, whether they are answered or not.
   *
   * @param each what is requested; its shape is of no account
   */
  record Requests(LoadTestPlan each) implements LoadUnit {
    /** Reads of messages. */
    public static final Requests READS = new Requests(Preset.RATE.plan());

    public Requests {
      Objects.requireNonNull(each);
    }

    /** At a rate, for a time. */
    LoadTestPlan at(Arrivals.Open shape) {
      return new LoadTestPlan(each.method(), each.path(), each.body(), each.sessions(), shape);
    }

    @Override
    public String word() {
      return "requestsPerSecond";
    }

    @Override
    public String words(int load) {
      return Format.count(load, "request") + "/s";
    }

    @Override
    public String words(int from, int until) {
      return Format.whole(from) + " to " + words(until);
    }

    @Override
    public double samplesPerSecond(Figure.Timed of, int load) {
      return switch (of) {
        case REQUESTS -> load;
        case DELIVERIES -> 0;
      };
    }
  }
}
