/** Numbers, units and durations as people read and write them, the same in every locale. */
package switchboard.console.text;
