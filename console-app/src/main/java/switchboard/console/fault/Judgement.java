package switchboard.console.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Collects why something did not pass, and decides. Messages that were harmed fail it, however it
 * was measured; then, what was not measured well has no verdict; then every other objection fails
 * it. Not safe for use by several threads.
 */
public final class Judgement {
  private final List<String> harmed = new ArrayList<>();
  private final List<String> unmeasured = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  /** Messages did not fare as was promised. */
  public void harmed(String reason) {
    harmed.add(reason);
  }

  /** The figures do not speak about the system. */
  public void unmeasured(String reason) {
    unmeasured.add(reason);
  }

  /** Something else was not as it has to be. */
  public void failed(String reason) {
    failed.add(reason);
  }

  public Verdict.Result result() {
    if (!harmed.isEmpty()) {
      return Verdict.Result.FAILED;
    }
    if (!unmeasured.isEmpty()) {
      return Verdict.Result.NO_VERDICT;
    }
    return failed.isEmpty() ? Verdict.Result.PASSED : Verdict.Result.FAILED;
  }

  /** A sentence each; what decides stands first. */
  public List<String> reasons() {
    return Stream.of(harmed, unmeasured, failed).flatMap(List::stream).toList();
  }
}
