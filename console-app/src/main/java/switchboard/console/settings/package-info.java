/** What the operator chose for this console, kept between its runs. */
package switchboard.console.settings;
