package switchboard.console.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import switchboard.console.sweep.search.Figures;
import switchboard.console.sweep.search.SweepTrial;
import switchboard.console.sweep.search.SweepTrial.State;
import switchboard.console.text.Format;
import switchboard.console.text.Unit;
import switchboard.console.verdict.Proportion;

/** What the passes of one configuration show together, in words. */
final class PointEvidence {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final List<Figures> passes;

  private PointEvidence(Point of) {
    passes =
        of.trials().stream()
            .filter(each -> each.state() == State.PASSED)
            .map(SweepTrial::figures)
            .toList();
  }

  static String of(Point point) {
    var proof = new PointEvidence(point);
    var parts = new ArrayList<String>();
    proof.add(parts, "start ", Figures::startSeconds);
    proof.add(
        parts,
        "delivery p99 ",
        each ->
            each.deliveryP99Millis() == null ? null : each.deliveryP99Millis() / MILLIS_PER_SECOND);
    proof.failures(parts);
    proof.memory(parts, point);
    return point.result() + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }

  /** The median of them, and between what they were. */
  private void add(List<String> parts, String name, Function<Figures, Double> seconds) {
    var values = passes.stream().map(seconds).filter(Objects::nonNull).sorted().toList();
    if (values.isEmpty()) {
      return;
    }
    var least = text(values.getFirst());
    var most = text(values.getLast());
    var range = least.equals(most) ? "" : " (" + least + " to " + most + ")";
    parts.add(name + text(values.get((values.size() - 1) / 2)) + range);
  }

  private static String text(double seconds) {
    return Format.figure(seconds, Unit.SECONDS).toString();
  }

  private void failures(List<String> parts) {
    if (passes.stream().anyMatch(each -> each.requests() == null || each.failed() == null)) {
      return;
    }
    var requests = passes.stream().mapToLong(Figures::requests).sum();
    var failed = passes.stream().mapToLong(Figures::failed).sum();
    if (requests > 0) {
      parts.add(new Proportion(failed, requests).words("request", "failed"));
    }
  }

  private void memory(List<String> parts, Point point) {
    var limit = (double) point.configuration().limits().memoryBytes();
    passes.stream()
        .map(Figures::memoryPeakBytes)
        .filter(Objects::nonNull)
        .max(Double::compare)
        .ifPresent(
            peak ->
                parts.add(
                    "memory peak "
                        + Format.share(
                            Format.figure(peak, Unit.BYTES), Format.figure(limit, Unit.BYTES))));
  }
}
