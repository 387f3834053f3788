package switchboard.simulator.measure;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.DecodeException;
import java.util.Locale;

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
    var message = failure.getMessage();
    return shortened(message == null ? failure.getClass().getSimpleName() : message);
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
