package switchboard.console.fault;

import java.util.List;
import switchboard.console.load.LoadStats;
import switchboard.console.text.Format;
import switchboard.console.verdict.Gate;
import switchboard.console.verdict.Judgement;
import switchboard.console.verdict.Objectives;
import switchboard.console.verdict.Proportion;
import switchboard.console.verdict.Result;

/**
 * The user impact over a span of time, as counted by the simulator.
 *
 * @param requests made, failed ones among them
 * @param undelivered deliveries that are owed and were neither made nor given up
 * @param wrongPages pages of history that were out of order, had gaps, or missed a message
 * @param historyResets how often users were notified that the store had lost history
 * @param uncounted what the simulator does not count, see {@link LoadStats#uncounted}: it is 0 here
 */
public record UserImpact(
    long requests,
    long requestsFailed,
    long messagesLost,
    long messagesDuplicated,
    long messagesReordered,
    long messagesRenumbered,
    long undelivered,
    long wrongPages,
    long historyResets,
    List<String> uncounted) {

  /** The simulator gave no figures. */
  public static final UserImpact UNKNOWN = new UserImpact(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

  public UserImpact {
    uncounted = List.copyOf(uncounted);
  }

  /** The difference of two figures; unknown when a simulator's counts were lost between. */
  public static UserImpact between(LoadStats before, LoadStats after) {
    if (!after.continues(before)) {
      return UNKNOWN;
    }
    var first = sinceStart(before);
    var last = sinceStart(after);
    return new UserImpact(
        last.requests - first.requests,
        last.requestsFailed - first.requestsFailed,
        last.messagesLost - first.messagesLost,
        last.messagesDuplicated - first.messagesDuplicated,
        last.messagesReordered - first.messagesReordered,
        last.messagesRenumbered - first.messagesRenumbered,
        last.undelivered - first.undelivered,
        last.wrongPages - first.wrongPages,
        last.historyResets - first.historyResets,
        last.uncounted);
  }

  /** Everything since the simulator's start. */
  public static UserImpact sinceStart(LoadStats stats) {
    var messages = stats.messages();
    return new UserImpact(
        stats.requests().total(),
        stats.requests().failed(),
        messages.lost(),
        messages.duplicated(),
        messages.reordered(),
        known(messages.renumbered()),
        known(messages.undelivered()),
        known(messages.wrongPages()),
        known(stats.historyResets()),
        stats.uncounted());
  }

  private static long known(Long count) {
    return count == null ? 0 : count;
  }

  /** Why this does not prove an unharmed system, one sentence each; empty when it does. */
  public List<String> reasons() {
    var judgement = new Judgement();
    judge(judgement, Objectives.DEFAULT);
    return judgement.conclude().reasons();
  }

  /** How many of the requests failed. */
  public Proportion failedRequests() {
    return new Proportion(requestsFailed, requests);
  }

  /**
   * Adds the reasons why this does not prove an unharmed system, one sentence each.
   *
   * @param objectives whether a failed request is one depends on them
   */
  public void judge(Judgement judgement, Objectives objectives) {
    if (historyResets > 0) {
      judgement.promiseBroken(
          "The store lost its history: users were notified " + Format.count(historyResets, "time"));
    }
    promiseBroken(judgement, messagesLost, "lost");
    promiseBroken(judgement, messagesDuplicated, "duplicated");
    promiseBroken(judgement, messagesReordered, "reordered");
    promiseBroken(judgement, messagesRenumbered, "renumbered");
    if (undelivered > 0) {
      judgement.promiseBroken(
          Format.count(undelivered, "owed delivery is", "owed deliveries are")
              + " missing: neither delivered, nor counted as lost or abandoned");
    }
    if (wrongPages > 0) {
      judgement.promiseBroken(
          Format.count(wrongPages, "page of history was", "pages of history were")
              + " wrong: out of order, with a gap, or without an acknowledged message");
    }
    if (!uncounted.isEmpty()) {
      judgement.notHeld(
          Gate.BOOKS,
          Result.INVALID,
          "The simulator does not count what is "
              + String.join(", ", uncounted)
              + ": use one of this console's version");
    }
    if (requests == 0) {
      judgement.notHeld(
          Gate.EVIDENCE,
          Result.INCONCLUSIVE,
          "No requests were counted meanwhile, so there is nothing to judge by");
    }
    if (requestsFailed > 0 && objectives.isDefault(Objectives.FAILED_REQUESTS)) {
      judgement.notHeld(
          Gate.OBJECTIVES, Result.FAILED, Format.count(requestsFailed, "request") + " failed");
    }
  }

  private static void promiseBroken(Judgement judgement, long messages, String how) {
    if (messages > 0) {
      judgement.promiseBroken(Format.count(messages, "message was ", "messages were ") + how);
    }
  }
}
