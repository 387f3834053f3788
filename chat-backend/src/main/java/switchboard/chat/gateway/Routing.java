package switchboard.chat.gateway;

import java.time.Duration;

/**
 * What both proxies share: the replicas to choose from, and where they tell what happened.
 *
 * @param patience how long a call waits for a replica to come back before it is answered 503
 */
record Routing(
    Replicas replicas,
    Health health,
    GatewayMetrics metrics,
    RetryLog retryLog,
    Duration patience) {

  /** An attempt at {@code failed} came to nothing and is made again. */
  void retried(Upstream failed) {
    metrics.retried();
    retryLog.add(failed);
  }
}
