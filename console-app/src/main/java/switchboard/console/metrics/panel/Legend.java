package switchboard.console.metrics.panel;

import switchboard.console.metrics.Labels;

/** How the series of a query are called. */
public sealed interface Legend {
  String nameOf(Labels labels);

  /** One name for the only series. */
  record Fixed(String name) implements Legend {
    @Override
    public String nameOf(Labels labels) {
      return name;
    }
  }

  /** The value of a label, such as instance; what lacks the label is called "other". */
  record ByLabel(String label) implements Legend {
    @Override
    public String nameOf(Labels labels) {
      String value = labels.get(label);
      return value.isEmpty() ? "other" : value;
    }
  }
}
