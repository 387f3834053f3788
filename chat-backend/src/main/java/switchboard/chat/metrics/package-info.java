/** What a replica publishes on its management port under {@code /metrics}. */
package switchboard.chat.metrics;
