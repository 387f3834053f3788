package switchboard.simulator.books;

/** What the judge has counted so far; none of the figures ever falls. */
final class Tally {
  long delivered;
  long lost;
  long duplicated;
  long reordered;
}
