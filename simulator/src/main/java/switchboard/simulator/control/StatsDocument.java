package switchboard.simulator.control;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import switchboard.simulator.books.DeliveryChecker;
import switchboard.simulator.measure.Latency;
import switchboard.simulator.measure.Stats;
import switchboard.simulator.measure.Timestamps;
import switchboard.simulator.swarm.Swarm;

/** The answer to {@code GET /stats}: the figures of one instant. */
final class StatsDocument {
  private StatsDocument() {}

  /**
   * {@code histograms}: whether distributions come with their histograms, see {@link
   * Latency#toJson}.
   */
  static JsonObject of(Swarm swarm, Stats stats, DeliveryChecker books, boolean histograms) {
    var users =
        new JsonObject()
            .put("wanted", swarm.load().users())
            .put("connected", stats.connected())
            .put("connectedPeak", stats.connectedPeak())
            .put("disconnectedSeconds", stats.absences().seconds(System.nanoTime()));
    var requests =
        new JsonObject()
            .put("total", stats.succeeded() + stats.failed())
            .put("failed", stats.failed())
            .put("inFlight", stats.inFlight())
            .put("issued", stats.issued())
            .put("dropped", stats.dropped());
    var messages =
        new JsonObject()
            .put("sent", stats.sent())
            .put("acknowledged", stats.acknowledged())
            .put("owed", books.owed())
            .put("delivered", books.delivered())
            .put("lost", books.lost())
            .put("duplicated", books.duplicated())
            .put("reordered", books.reordered())
            .put("renumbered", books.renumbered())
            .put("undelivered", books.undelivered(swarm.isSettled()))
            .put("abandoned", books.abandoned())
            .put("pending", books.pending())
            .put("wrongPages", books.wrongPages());
    var document =
        new JsonObject()
            .put("at", Timestamps.text(Instant.now()))
            .put("startedAt", Timestamps.text(stats.startedAt()))
            .put("settled", swarm.isSettled())
            .put("users", users)
            .put("requests", requests)
            .put("messages", messages)
            .put("reconnects", stats.reconnects())
            .put("moves", stats.moves())
            .put("historyResets", stats.historyResets())
            .put("latencyMillis", stats.requestLatency().toJson(histograms))
            .put("deliveryMillis", stats.deliveryLatency().toJson(histograms))
            .put("latenessMillis", stats.lateness().toJson(histograms))
            .put("reconnectMillis", stats.reconnectTime().toJson(histograms));
    if (stats.certificateEnds() != null) {
      document.put("certificateNotAfter", Timestamps.text(stats.certificateEnds()));
    }
    put(document, "lastFailure", stats.failures().last());
    put(document, "lastWrongPage", stats.lastWrongPage());
    return document;
  }

  private static void put(JsonObject document, String field, String sentence) {
    if (sentence != null) {
      document.put(field, sentence);
    }
  }
}
