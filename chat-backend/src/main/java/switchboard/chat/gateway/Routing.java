package switchboard.chat.gateway;

/** What both proxies share: the replicas to choose from, and where they tell what happened. */
record Routing(Replicas replicas, Health health, GatewayMetrics metrics, RetryLog retryLog) {

  /** An attempt at {@code failed} came to nothing and is made again. */
  void retried(Replica failed) {
    metrics.retried();
    retryLog.add(failed);
  }
}
