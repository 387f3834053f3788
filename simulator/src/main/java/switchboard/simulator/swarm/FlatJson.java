package switchboard.simulator.swarm;

/**
 * Reads single fields out of a JSON object that is written without white space, without escapes and
 * without nesting, as delivered messages nearly always are: tens of thousands arrive per second.
 * Anything that it cannot be sure about makes it not plain, and a real parser must read the text.
 */
final class FlatJson {
  private final String json;
  private boolean plain;

  FlatJson(String json) {
    this.json = json;
    plain =
        json.startsWith("{\"")
            && json.indexOf('\\') < 0
            && json.indexOf('{', 1) < 0
            && json.indexOf('[') < 0;
  }

  /** Whether everything read so far is certain. */
  boolean isPlain() {
    return plain;
  }

  /** A field's text; null, and no longer plain, when there is none. */
  String text(String field) {
    int start = valueOf(field);
    if (start < 0 || json.charAt(start) != '"') {
      return uncertain();
    }
    int end = json.indexOf('"', start + 1);
    return end < 0 ? uncertain() : json.substring(start + 1, end);
  }

  /** A field's whole number of at most 18 digits; 0, and no longer plain, when there is none. */
  long number(String field) {
    int at = valueOf(field);
    int start = at;
    long number = 0;
    while (at > 0 && at < json.length() && Character.isDigit(json.charAt(at)) && at - start < 18) {
      number = number * 10 + json.charAt(at) - '0';
      at++;
    }
    if (at <= start || at >= json.length() || (json.charAt(at) != ',' && json.charAt(at) != '}')) {
      plain = false;
      return 0;
    }
    return number;
  }

  /**
   * Where the field's value starts. Without escapes, a quote before a name and a quote with a colon
   * after it can only be the name's own, unless a text ends just before such a sequence; that needs
   * a quote inside a text, hence an escape.
   */
  private int valueOf(String field) {
    int from = 1;
    while (plain) {
      int at = json.indexOf(field, from);
      if (at < 0 || at + field.length() + 2 >= json.length()) {
        break;
      }
      int end = at + field.length();
      if (json.charAt(at - 1) == '"' && json.charAt(end) == '"' && json.charAt(end + 1) == ':') {
        return end + 2;
      }
      from = at + 1;
    }
    plain = false;
    return -1;
  }

  private String uncertain() {
    plain = false;
    return null;
  }
}
