package switchboard.console.report;

import static j2html.TagCreator.dd;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;

import j2html.tags.DomContent;
import j2html.tags.specialized.DlTag;

/** A list of names with what is to be said of each. */
final class Facts {
  private final DlTag list = dl().withClass("facts");

  void add(String name, String words) {
    list.with(div(dt(name), dd(words)));
  }

  DomContent build() {
    return list;
  }
}
