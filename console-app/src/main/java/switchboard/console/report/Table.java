package switchboard.console.report;

import static j2html.TagCreator.caption;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.table;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import j2html.tags.DomContent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table that is read aloud with its heads, and scrolls by itself where it is too wide. */
final class Table {
  /** With as many columns it scrolls on a narrow screen, where one of fewer wraps its words. */
  private static final int WIDE = 5;

  private final String caption;
  private final List<String> heads;
  private final List<List<DomContent>> rows = new ArrayList<>();
  private int firstNumber = Integer.MAX_VALUE;
  private boolean isCaptionSeen = true;

  private Table(String caption, List<String> heads) {
    this.caption = caption;
    this.heads = heads;
  }

  static Table of(String caption, String... heads) {
    return new Table(caption, List.of(heads));
  }

  /** The cells of a row that has nothing but words. */
  static List<DomContent> cells(String... words) {
    return Stream.of(words).<DomContent>map(each -> text(each)).toList();
  }

  /** From this column on, cells are numbers, which stand below each other. */
  Table numbersFrom(int column) {
    firstNumber = column;
    return this;
  }

  /** The caption is read aloud only: a heading says the same to the eye. */
  Table beneathItsHeading() {
    isCaptionSeen = false;
    return this;
  }

  /**
   * @param cells of a row, the first of which is its head
   */
  <T> Table rows(List<T> of, Function<T, List<? extends DomContent>> cells) {
    of.forEach(each -> rows.add(List.copyOf(cells.apply(each))));
    return this;
  }

  DomContent build() {
    return div(table(
                caption(caption).withCondClass(!isCaptionSeen, "unseen"),
                thead(
                    tr(
                        each(
                            IntStream.range(0, heads.size())
                                .mapToObj(
                                    i ->
                                        th(heads.get(i))
                                            .attr("scope", "col")
                                            .withClass(alignment(i)))))),
                tbody(each(rows, this::row)))
            .withCondClass(heads.size() >= WIDE, "wide"))
        .withClass("scroll")
        .withTabindex(0)
        .attr("role", "region")
        .attr("aria-label", caption);
  }

  private DomContent row(List<DomContent> cells) {
    return tr(
        each(
            IntStream.range(0, cells.size())
                .mapToObj(
                    i ->
                        i == 0
                            ? th(cells.get(i)).attr("scope", "row")
                            : td(cells.get(i)).withClass(alignment(i)))));
  }

  private String alignment(int column) {
    return column >= firstNumber ? "number" : "words";
  }
}
