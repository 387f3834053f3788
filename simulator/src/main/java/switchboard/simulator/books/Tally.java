package switchboard.simulator.books;

/** The totals that the checker has counted so far; none of them ever falls. */
final class Tally {
  long delivered;
  long lost;
  long duplicated;
  long reordered;
  long renumbered;
  long wrongPages;

  /** Acknowledged × audience, and the outcomes; pending deliveries are in no figure. */
  long owed;

  long owedAndDelivered;
  long owedAndLost;
  long abandoned;
}
