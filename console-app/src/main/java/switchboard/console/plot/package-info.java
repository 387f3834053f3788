/**
 * What a chart is made of wherever it is drawn, in the window or in a report: scales, ticks, lines
 * as points, colours.
 */
package switchboard.console.plot;
