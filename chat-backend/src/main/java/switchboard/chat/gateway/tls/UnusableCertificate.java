package switchboard.chat.gateway.tls;

/** A certificate and key that cannot be served; the message says which file, and what is wrong. */
final class UnusableCertificate extends Exception {
  private static final long serialVersionUID = 1L;

  UnusableCertificate(String reason) {
    super(reason);
  }

  UnusableCertificate(String reason, Throwable cause) {
    super(reason, cause);
  }
}
