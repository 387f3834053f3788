package switchboard.console.capacity;

import java.util.Objects;
import switchboard.console.load.LoadPlan;
import switchboard.console.loadtest.LoadTestPlan;
import switchboard.console.loadtest.Preset;
import switchboard.console.loadtest.Shape;
import switchboard.console.text.Format;

/** What a load is counted in. */
public sealed interface LoadUnit {

  /** In JSON: "users". */
  String word();

  /** "400 users". */
  String words(int load);

  /** "240 to 252 users". */
  String words(int from, int until);

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
    LoadTestPlan at(Shape.Open shape) {
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
  }
}
