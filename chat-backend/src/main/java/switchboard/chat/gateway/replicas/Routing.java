package switchboard.chat.gateway.replicas;

import java.time.Duration;

/**
 * State that both proxies share: the replicas to choose from, and where retries are reported.
 *
 * @param patience how long a call waits for a replica to come back before it is answered 503
 */
public record Routing(
    Replicas replicas,
    Health health,
    GatewayMetrics metrics,
    RetryLog retryLog,
    Duration patience) {

  /** Reports that an attempt at {@code failed} is retried. */
  public void retried(Upstream failed) {
    metrics.retried();
    retryLog.add(failed);
  }
}
