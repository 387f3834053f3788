package switchboard.simulator.books;

/** What the judge has counted so far; none of the figures ever falls. */
final class Tally {
  long delivered;
  long lost;
  long duplicated;
  long reordered;
  long renumbered;
  long wrongPages;

  /** Acknowledged × audience, and what became of it; what is not settled yet is in no figure. */
  long owed;

  long owedAndDelivered;
  long owedAndLost;
  long abandoned;
}
