package switchboard.console.bundle;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import switchboard.console.verdict.Result;

/**
 * What a bundle is of, and what is in it.
 *
 * @param format of which version the bundle is
 * @param version of the product that wrote it
 * @param name of the experiment
 * @param platform on screen: "This machine"
 * @param begunAt when the load was set
 * @param result what it came to
 * @param entries all others, in the order in which they were written
 */
public record Manifest(
    String format,
    String version,
    String name,
    String platform,
    Instant begunAt,
    Result result,
    List<Entry> entries) {

  /** Of what is written now. A reader of one format refuses another. */
  static final String FORMAT = "switchboard.bundle/v1";

  public Manifest {
    Objects.requireNonNull(format);
    Objects.requireNonNull(version);
    Objects.requireNonNull(name);
    Objects.requireNonNull(platform);
    Objects.requireNonNull(begunAt);
    Objects.requireNonNull(result);
    entries = List.copyOf(entries);
  }

  /**
   * One entry.
   *
   * @param bytes how long it is
   * @param sha256 of these bytes, in hexadecimal
   */
  public record Entry(String name, long bytes, String sha256) {
    public Entry {
      Objects.requireNonNull(name);
      Objects.requireNonNull(sha256);
    }
  }
}
