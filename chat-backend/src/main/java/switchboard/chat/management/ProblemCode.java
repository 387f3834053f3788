package switchboard.chat.management;

import java.util.Locale;

/**
 * The machine-readable kind of an error: the {@code code} of a {@link Problem} document and of an
 * {@code error} frame. A code keeps its meaning; the sentence beside it may change.
 */
public enum ProblemCode {
  MALFORMED(400),
  /** The Host header is missing, given twice, or no host. */
  INVALID_HOST(400),
  UNAUTHORIZED(401),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  REQUEST_TIMEOUT(408),
  /** The message's id is known with another text. */
  ID_REUSED(409),
  TEXT_TOO_LONG(413),
  BODY_TOO_LARGE(413),
  URI_TOO_LONG(414),
  /** The Host or Origin header names a site that is not served here. */
  MISDIRECTED(421),
  UPGRADE_REQUIRED(426),
  TOO_FAST(429),
  TOO_MANY_SESSIONS(429),
  TOO_MANY_ROOMS(429),
  HEADERS_TOO_LARGE(431),
  FAILED(500),
  /** An operator started a fault that refuses requests. */
  INJECTED_FAULT(503),
  /** No replica took the call, or the one that did ended before it answered. */
  NO_REPLICA(503),
  /** The process is starting or stopping, or cannot reach what it needs. */
  NOT_READY(503),
  OVERLOADED(503),
  STORE_UNAVAILABLE(503),
  ROOMS_FULL(507),
  STORE_FULL(507);

  private final int status;
  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  ProblemCode(int status) {
    this.status = status;
  }

  /** The HTTP status that it is usually answered with. */
  public int status() {
    return status;
  }

  /** Its form on the wire, such as {@code store-unavailable}. */
  public String word() {
    return word;
  }
}
