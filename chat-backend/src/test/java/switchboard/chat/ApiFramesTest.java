package switchboard.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import switchboard.chat.management.ProblemCode;
import switchboard.chat.testing.ApiDocument;
import switchboard.chat.testing.Member;
import switchboard.chat.testing.StoreServer;

/** The WebSocket's document and a running replica agree, in both directions. */
final class ApiFramesTest {
  private static final ApiDocument API = ApiDocument.read("asyncapi.yaml");

  /** Netty's own, for frames that break the protocol. */
  private static final String PROTOCOL_ERROR = "1002";

  @Test
  void everyDocumentedFrameIsSentAndNoOther() {
    var types = new TreeSet<String>();
    try (var store = StoreServer.start();
        var backend = Backend.start(store, "first", Map.of("KEPT_PER_ROOM", "10"))) {
      try (var ada = backend.join("docs", "ada", "")) {
        var send = "{\"type\":\"send\",\"id\":\"same\",\"text\":\"hi\"}";
        assertThat(API.checkFrame(send)).isEqualTo("send");
        ada.sendText(send);
        ada.sendText(send);
        ada.sendText("{}");
        ada.first("error");
        await().until(() -> ada.frames("ack").size() == 2);
        assertThat(ada.frames("ack").getLast().getBoolean("duplicate")).isTrue();
        ada.first("presence");
        collect(ada, types);
      }
      var token = backend.token("ada");
      for (int i = 0; i < 400; i++) {
        backend.postMessage(token, "docs", "id-" + i, "hi");
      }
      try (var late = backend.join("docs", "bob", "&after=1");
          var astray = backend.join("docs", "eve", "&after=another:1")) {
        late.first("history-trimmed");
        astray.first("history-reset");
        collect(late, types);
        collect(astray, types);
      }
      collectFromOneWhoIsAskedToMove(store, backend, types);
    }

    var documented = new TreeSet<String>(API.keys("/components/messages"));
    documented.remove("send");
    assertThat(types).isEqualTo(documented);
  }

  private static void collectFromOneWhoIsAskedToMove(
      StoreServer store, Backend backend, Set<String> types) {
    var members = new ArrayList<Member>();
    for (int user = 0; user < 4; user++) {
      members.add(backend.join("docs", "user-" + user, ""));
    }
    try (var _ = Backend.start(store, "second")) {
      members.getFirst().first("rebalance");
      collect(members.getFirst(), types);
    }
    members.forEach(Member::close);
  }

  @Test
  void codesOfErrorFramesAreThoseOfProblems() {
    assertThat(Stream.of(ProblemCode.values()).map(ProblemCode::word).collect(Collectors.toSet()))
        .containsAll(API.values("/components/messages/error/payload/properties/code/enum"));
  }

  @Test
  void everyCloseCodeOfTheSourceIsDocumentedAndNoOther() throws Exception {
    var codes = new TreeSet<String>(Set.of(PROTOCOL_ERROR));
    var classes =
        Path.of(Replica.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (var files = Files.walk(classes)) {
      for (var file : files.filter(each -> each.toString().endsWith(".class")).toList()) {
        var name = classes.relativize(file).toString().replace('/', '.');
        codes.addAll(closeCodes(name.substring(0, name.length() - ".class".length())));
      }
    }

    assertThat(API.words("/channels/room/x-close-codes", "code")).isEqualTo(codes);
  }

  /** Constants of the type that WebSockets have for them. */
  private static Set<String> closeCodes(String name) throws ReflectiveOperationException {
    var codes = new TreeSet<String>();
    if (!name.equals("module-info") && !name.endsWith("package-info")) {
      for (var field :
          Class.forName(name, false, ApiFramesTest.class.getClassLoader()).getDeclaredFields()) {
        if (field.getType() == short.class && Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          codes.add(field.get(null).toString());
        }
      }
    }
    return codes;
  }

  private static void collect(Member member, Set<String> types) {
    member.frames().stream().map(frame -> frame.getString("type")).forEach(types::add);
  }
}
