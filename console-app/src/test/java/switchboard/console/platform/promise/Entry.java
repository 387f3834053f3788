package switchboard.console.platform.promise;

/** A message as a socket received it, as its sender knows it, or as the store's log holds it. */
public record Entry(long seq, String id, String from, String text) {}
