package switchboard.console.ui.chart;

/** A place on an axis and what stands there. */
record Tick(double value, String label) {}
