package switchboard.simulator.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import switchboard.simulator.books.Content;
import switchboard.simulator.books.Page;

@Tag("locales")
class PageReaderTest {

  private static void assertPage(
      Page page, String epoch, long lastSeq, long[] seqs, String... ids) {
    var hashes = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      hashes[i] = Content.hash(ids[i]);
    }
    assertThat(page).usingRecursiveComparison().isEqualTo(new Page(epoch, lastSeq, seqs, hashes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "",
        "\"seq\":9,",
        "{\"id\":\"x\"}",
        "a\\",
        "]}",
        "\"lastSeq\":1",
        "Grüße 🚀"
      })
  void whatTextsSayIsNotTakenForFields(String text) {
    var messages = new JsonArray();
    for (int seq = 3; seq <= 30; seq++) {
      messages.add(
          new JsonObject()
              .put("text", text)
              .put("id", "id-" + seq)
              .put("seq", seq)
              .put("from", "seq")
              .put("at", "id"));
    }
    var page =
        new JsonObject()
            .put("room", "r")
            .put("epoch", "e7")
            .put("messages", messages)
            .put("lastSeq", 31);
    var seqs = new long[28];
    var ids = new String[28];
    for (int i = 0; i < 28; i++) {
      seqs[i] = i + 3L;
      ids[i] = "id-" + (i + 3);
    }

    assertPage(PageReader.read(page.toBuffer()), "e7", 31, seqs, ids);
    assertPage(PageReader.read(Buffer.buffer(page.encodePrettily())), "e7", 31, seqs, ids);
  }

  @Test
  void pageMayBeEmpty() {
    assertPage(
        PageReader.read(Buffer.buffer("{\"epoch\":\"e\",\"messages\":[],\"lastSeq\":0}")),
        "e",
        0,
        new long[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"epoch\":\"e\",\"messages\":[]}",
        "{\"messages\":[],\"lastSeq\":3}",
        "{\"epoch\":\"e\",\"messages\":[],\"lastSeq\":\"3\"}",
        "{\"epoch\":\"e\",\"messages\":[{\"id\":\"a\"}],\"lastSeq\":3}",
        "{\"messages\":[{\"seq\":1,\"id\":\"a",
        "{\"lastSeq\":3,\"epoch\":1}"
      })
  void whatIsNoPageIsRefused(String body) {
    assertThatThrownBy(() -> PageReader.read(Buffer.buffer(body)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
