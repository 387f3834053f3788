package switchboard.console.metrics.scrape;

import java.time.Duration;

/** Scrapes one target repeatedly on a virtual thread, until interrupted. */
final class ScrapeLoop {
  private final Scrape scrape;
  private final long intervalNanos;
  private final Thread thread;

  ScrapeLoop(Scrape scrape, Duration interval) {
    this.scrape = scrape;
    this.intervalNanos = interval.toNanos();
    this.thread =
        Thread.ofVirtual().name("scrape " + scrape.target().instance()).unstarted(this::run);
  }

  ScrapeLoop start() {
    thread.start();
    return this;
  }

  void interrupt() {
    thread.interrupt();
  }

  /**
   * Returns once the series are marked as ended; the calling thread's own interruption is kept for
   * later.
   */
  void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long first = System.nanoTime();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        scrape.once();
        long since = System.nanoTime() - first;
        long untilNext = intervalNanos - since % intervalNanos;
        Thread.sleep(Duration.ofNanos(untilNext));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      scrape.end();
    }
  }
}
