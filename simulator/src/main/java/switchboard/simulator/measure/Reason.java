package switchboard.simulator.measure;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.DecodeException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Describes failures. */
public final class Reason {
  private static final int LONGEST = 200;

  private Reason() {}

  /** Why something failed, in one line. */
  public static String of(Throwable failure) {
    if (failure instanceof UpgradeRejectedException rejected) {
      return String.format(
          Locale.ROOT,
          "refused with status %d%s",
          rejected.getStatus(),
          detail(rejected.getBody()));
    }
    if (failure instanceof SSLException) {
      return shortened(ofTls(failure));
    }
    var message = failure.getMessage();
    return shortened(message == null ? failure.getClass().getSimpleName() : message);
  }

  /** The JDK's own words hide the cause behind the names of its classes. */
  private static String ofTls(Throwable failure) {
    var cause = failure;
    var certificate = false;
    var path = false;
    while (cause.getCause() != null) {
      cause = cause.getCause();
      certificate |= cause instanceof CertificateException;
      path |=
          cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException;
    }
    if (path) {
      return "the server's certificate is not trusted: " + cause.getMessage();
    }
    return (certificate ? "the server's certificate is refused: " : "TLS: ") + cause.getMessage();
  }

  /** The detail of a problem document (RFC 9457), as " (…)"; empty when the body is not one. */
  public static String detail(Buffer body) {
    if (body == null || body.length() == 0 || body.getByte(0) != '{') {
      return "";
    }
    try {
      var problem = body.toJsonObject();
      var detail = problem.getString("detail", problem.getString("title"));
      return detail == null ? "" : " (" + shortened(detail) + ")";
    } catch (DecodeException | ClassCastException e) {
      return "";
    }
  }

  private static String shortened(String text) {
    var line = text.lines().findFirst().orElse("");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
