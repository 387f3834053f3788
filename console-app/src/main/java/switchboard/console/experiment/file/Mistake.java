package switchboard.console.experiment.file;

import java.util.Comparator;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Something wrong in a file.
 *
 * @param line from 1
 * @param column from 1
 * @param sentence what was found, and what was expected
 */
public record Mistake(int line, int column, String sentence) implements Comparable<Mistake> {
  private static final Comparator<Mistake> BY_PLACE =
      Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column);

  static Mistake at(Mark mark, String sentence) {
    return new Mistake(mark.getLine() + 1, mark.getColumn() + 1, sentence);
  }

  /** As compilers write it, after the file's name: "7:12: unknown key 'usres'; …". */
  public String text() {
    return line + ":" + column + ": " + sentence;
  }

  @Override
  public int compareTo(Mistake other) {
    return BY_PLACE.compare(this, other);
  }
}
