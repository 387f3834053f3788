package switchboard.console.sweep.search;

/** What keeps a configuration from doing better. */
public enum Limiter {
  CPU("CPU limit"),
  MEMORY("memory limit"),
  START("start"),
  GATEWAY("gateway"),
  STORE("store"),
  MACHINE("machine"),
  SIMULATOR("simulator"),
  NOTHING("nothing");

  private final String word;

  Limiter(String word) {
    this.word = word;
  }

  /** In sentences and in JSON: "CPU limit". */
  public String word() {
    return word;
  }
}
