/**
 * The time-series chart of every screen. {@link switchboard.console.ui.chart.TimeSeriesChart} is
 * the whole of what a screen needs, with a {@link switchboard.console.ui.chart.TimeWindow} shared
 * by charts that belong together.
 */
package switchboard.console.ui.chart;
