package switchboard.console.ui.cockpit.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import switchboard.console.metrics.panel.Reading;
import switchboard.console.session.metrics.MetricsSnapshot;
import switchboard.console.text.Format;
import switchboard.console.ui.fx.Throttling;

/** The measured figures of components, as text; "–" where there is none. */
record FigureText(MetricsSnapshot measured) {
  /** Of its memory limit; a replica that uses so much is close to being killed. */
  private static final double NEARLY_ALL = 0.9;

  /** A certificate should have been renewed by then. */
  private static final Duration SOON = Duration.ofDays(14);

  /** Without its unit. */
  String number(Reading reading, String instance) {
    return figure(reading, instance).number();
  }

  String text(Reading reading, String instance) {
    return figure(reading, instance).toString();
  }

  /** "CPU 0.21 cores", or "CPU 0.21 of 0.50 cores" where there is a limit. */
  private PartCard.Line ofLimit(String what, Reading reading, Reading limit, String instance) {
    var used = figure(reading, instance);
    var most = figure(limit, instance);
    return value(limit, instance).isPresent()
        ? new PartCard.Line(
            what + " " + Format.share(used, most),
            what + " " + Format.briefShare(used, most),
            false)
        : PartCard.Line.of(what + " " + used);
  }

  PartCard.Line cpu(String replica) {
    var readings = measured.readings();
    return ofLimit("CPU", readings.replicaCpu(), readings.replicaCpuLimit(), replica);
  }

  /** "throttled 43 %", "not throttled", or "throttled –" while that is not known. */
  PartCard.Line throttled(String replica) {
    var share = value(measured.readings().throttled(), replica);
    return Throttling.words(share)
        .map(PartCard.Line::strained)
        .orElse(
            PartCard.Line.of(
                share.isPresent() ? "not throttled" : "throttled " + Format.MISSING.number()));
  }

  boolean knowsThrottling(String replica) {
    return value(measured.readings().throttled(), replica).isPresent();
  }

  /** "Memory 151 of 256 MiB", or "Memory 94 % full" when it is nearly all. */
  PartCard.Line memory(String replica) {
    var readings = measured.readings();
    var used = value(readings.replicaMemory(), replica).orElse(Double.NaN);
    var limit = value(readings.replicaMemoryLimit(), replica).orElse(Double.NaN);
    if (used >= NEARLY_ALL * limit) {
      var share = new Format.Figure(Format.whole(Math.floor(100 * used / limit)), "%");
      return PartCard.Line.strained("Memory " + share + " full");
    }
    return ofLimit("Memory", readings.replicaMemory(), readings.replicaMemoryLimit(), replica);
  }

  /**
   * "Certificate: 89 days left" where users come by HTTPS; empty where they do not, or it is not
   * known yet. The alert CertificateExpires begins where it is strained.
   */
  Optional<PartCard.Line> certificate(Instant now) {
    var end = measured.values().least(measured.readings().certificateEnd());
    if (end.isEmpty()) {
      return Optional.empty();
    }
    var left = Duration.between(now, Instant.ofEpochSecond((long) end.getAsDouble()));
    if (!left.isPositive()) {
      return Optional.of(PartCard.Line.strained("Certificate expired"));
    }
    var days = Format.count(left.toDays(), "day") + " left";
    return Optional.of(
        new PartCard.Line("Certificate: " + days, "TLS: " + days, left.compareTo(SOON) < 0));
  }

  private Format.Figure figure(Reading reading, String instance) {
    var value = value(reading, instance);
    return value.isPresent() ? Format.figure(value.getAsDouble(), reading.unit()) : Format.MISSING;
  }

  private OptionalDouble value(Reading reading, String instance) {
    return measured.values().value(reading, instance);
  }
}
