package switchboard.console.sweep.search;

/**
 * What is one step cheaper than a certified configuration, on one axis.
 *
 * @param configuration null where there is none
 * @param failed whether it was measured and failed
 * @param sentence how it failed, or why it was not tried
 */
public record Neighbour(Axis axis, Configuration configuration, boolean failed, String sentence) {
  static Neighbour of(Axis axis, Configuration best, Trials trials) {
    var there = trials.space().oneStepCheaper(best).get(axis);
    if (there == null) {
      return new Neighbour(axis, null, false, "Not tried: " + axis.least(best));
    }
    var own = trials.of(there);
    var failures = own.stream().filter(each -> each.has(SweepTrial.State.FAILED)).toList();
    var known = own.stream().filter(each -> !each.has(SweepTrial.State.UNKNOWN)).count();
    var where = axis.value(there) + ": ";
    if (!failures.isEmpty()) {
      var first = failures.getFirst();
      var why =
          first.limitation().by() == Limiter.NOTHING ? first.sentence() : first.limitation().text();
      return new Neighbour(
          axis, there, true, where + "failed " + failures.size() + " of " + known + ", " + why);
    }
    return new Neighbour(
        axis,
        there,
        false,
        where
            + (own.isEmpty()
                ? "not tried: the sweep ended before"
                : known > 0 ? "passed" : "could not be measured: " + own.getLast().sentence()));
  }

  /** Whether a certificate lacks it: there is one, and it is not known to fail. */
  boolean isMissing() {
    return configuration != null && !failed;
  }
}
