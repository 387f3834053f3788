package switchboard.console.ui.cockpit;

import switchboard.console.metrics.Reading;
import switchboard.console.session.Measured;
import switchboard.console.ui.fx.Format;

/** The measured figures of parts, as text; "–" where there is none. */
record Figures(Measured measured) {

  /** Without its unit. */
  String number(Reading reading, String instance) {
    return figure(reading, instance).number();
  }

  String text(Reading reading, String instance) {
    return figure(reading, instance).toString();
  }

  /** "0.21 cores", or "0.21 of 0.50 cores" where there is a limit. */
  String ofLimit(Reading reading, Reading limit, String instance) {
    return measured.values().value(limit, instance).isPresent()
        ? number(reading, instance) + " of " + text(limit, instance)
        : text(reading, instance);
  }

  private Format.Figure figure(Reading reading, String instance) {
    var value = measured.values().value(reading, instance);
    return value.isPresent() ? Format.figure(value.getAsDouble(), reading.unit()) : Format.MISSING;
  }
}
