package switchboard.chat.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has to go when clients do not read; sizes are in MiB, and the budget is 100 of them. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class UnsentBytesTest {
  private static final int MEBIBYTE = 1024 * 1024;

  /** More than what is counted besides for each write. */
  private static final int OVERHEAD = 100 * 1024;

  private static final ByteBuf BYTES = Unpooled.directBuffer(MEBIBYTE).writerIndex(MEBIBYTE);

  private final Vertx vertx = EventLoop.create();
  private final Context loop = vertx.getOrCreateContext();
  private final AtomicLong clock = new AtomicLong();
  private final List<Client> clients = new ArrayList<>();
  private final List<Client> ended = new ArrayList<>();
  private final BlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
  private UnsentBytes unsent;
  private int closed;
  private int port;

  /** Reads nothing, unless told to. */
  private final class Client {
    private final Socket socket = new Socket();
    private final Channel channel;
    private long written;

    Client() throws IOException, InterruptedException {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel = accepted.poll(10, TimeUnit.SECONDS);
      clients.add(this);
    }

    /** Is said to be ended when it has to go, and is written a last frame. */
    Client thatCanBeEnded() {
      UnsentBytes.whenOverBudget(
          channel,
          () -> {
            ended.add(this);
            write(1);
          });
      return this;
    }

    /** Writes until this much is unsent, whatever the system's own buffers take. */
    Client holds(int mebibytes) {
      onLoop(
          () -> {
            long wanted = (long) mebibytes * MEBIBYTE;
            while (channel.isOpen() && pending() < wanted) {
              write(wanted - pending());
            }
            return null;
          });
      return this;
    }

    /** One byte more is written to it. */
    void isWrittenTo() {
      onLoop(
          () -> {
            write(1);
            return null;
          });
    }

    void readsEverything() throws IOException {
      socket.getInputStream().skipNBytes(onLoop(() -> written));
      await().atMost(Duration.ofSeconds(10)).until(() -> onLoop(this::pending) == 0);
    }

    boolean isBrokenOff() {
      return !channel.isOpen();
    }

    private long pending() {
      return channel.unsafe().outboundBuffer().totalPendingWriteBytes();
    }

    /** Past what would make HTTP of it. */
    private void write(long bytes) {
      var pipeline = channel.pipeline();
      var context = pipeline.context(pipeline.names().get(1));
      written += bytes;
      for (long left = bytes; left > 0; left -= MEBIBYTE) {
        var _ = context.write(BYTES.retainedSlice(0, (int) Math.min(left, MEBIBYTE)));
      }
      context.flush();
    }
  }

  @BeforeEach
  void start() {
    port =
        onLoop(
                () -> {
                  unsent = new UnsentBytes(vertx, 100 * MEBIBYTE, () -> closed++, clock::get);
                  return vertx
                      .createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                      .connectionHandler(
                          connection -> {
                            unsent.watch(connection);
                            accepted.add(((ConnectionBase) connection).channel());
                          })
                      .requestHandler(request -> {})
                      .listen(0, "127.0.0.1");
                })
            .await()
            .actualPort();
  }

  @AfterEach
  void stop() throws IOException {
    for (var client : clients) {
      client.socket.close();
    }
    vertx.close().await();
  }

  @Test
  void halfOfTheBudgetMayBeHeldWithoutAConnection() {
    held(40);

    assertThat(unsent.hasRoomFor(10 * MEBIBYTE)).isTrue();
    assertThat(unsent.hasRoomFor(10 * MEBIBYTE + 1)).isFalse();

    held(-20);

    assertThat(unsent.hasRoomFor(30 * MEBIBYTE)).isTrue();
  }

  @Test
  void nobodyHasToGoUpToThreeQuartersOfTheBudget() throws Exception {
    client().holds(34);
    client().holds(40);

    assertThat(closed).isZero();
    assertThat(unsent.total()).isBetween(74L * MEBIBYTE, 74L * MEBIBYTE + OVERHEAD);
  }

  @Test
  void whoHoldsTheMostHasToGo() throws Exception {
    client().holds(10);
    var most = client().holds(30);
    client().holds(10);
    client().holds(26);

    assertThat(ended).containsExactly(most);
    assertThat(most.isBrokenOff()).isFalse();
  }

  @Test
  void whoHoldsMuchForLongHasToGoBeforeWhoHoldsMoreForAMoment() throws Exception {
    var longest = client().holds(20);
    pass(Duration.ofSeconds(100));
    client().holds(30);
    pass(Duration.ofSeconds(10));
    longest.isWrittenTo();
    client().holds(26);

    assertThat(ended).containsExactly(longest);
  }

  @Test
  void whoHasReadEverythingHoldsWhatComesThenFromThenOn() throws Exception {
    var reader = client().holds(2);
    pass(Duration.ofSeconds(1_000));
    var longest = client().holds(20);
    pass(Duration.ofSeconds(10));
    reader.readsEverything();
    reader.holds(30);
    pass(Duration.ofSeconds(1));
    held(26);
    reader.isWrittenTo();

    assertThat(ended).containsExactly(longest);
  }

  @Test
  void noMoreHaveToGoThanIsNecessaryWithSomeToSpareAndEachOnce() throws Exception {
    for (int i = 0; i < 5; i++) {
      client().holds(4);
    }
    held(56);
    clients.getFirst().isWrittenTo();
    assertThat(closed).as("beyond 7/8 of three quarters").isEqualTo(3);
    assertThat(ended).doesNotHaveDuplicates().hasSize(3);

    clients.getLast().isWrittenTo();
    assertThat(closed).as("the three are still on their way").isEqualTo(3);

    held(10);
    clients.getLast().isWrittenTo();
    assertThat(closed).isEqualTo(5);
    assertThat(ended).doesNotHaveDuplicates().hasSize(5);
  }

  @Test
  void whatWasReadInTheMeantimeIsNotCounted() throws Exception {
    var reader = client().holds(2);
    var other = client().holds(25);
    held(49);
    reader.readsEverything();
    other.isWrittenTo();

    assertThat(closed).isZero();
  }

  @Test
  void totalGoesDownByItselfOnceClientsHaveReadOrGone() throws Exception {
    var reader = client().holds(2);
    var leaver = client().holds(30);

    reader.readsEverything();
    await().until(() -> unsent.total() < 31 * MEBIBYTE);
    leaver.socket.close();
    await().until(() -> unsent.total() == 0);

    assertThat(closed).isZero();
  }

  @Test
  void beyondTheWholeBudgetThoseWhoAreGoingAreBrokenOffAndTheMostFirst() throws Exception {
    var first = client().holds(11);
    pass(Duration.ofSeconds(1_000));
    var second = client().holds(40);
    var stays = client().holds(10);
    pass(Duration.ofSeconds(10));
    held(15);
    stays.isWrittenTo();
    assertThat(ended).containsExactly(first);

    pass(Duration.ofSeconds(1_000_000));
    held(28);
    stays.isWrittenTo();

    assertThat(ended).containsExactly(first, second);
    assertThat(second.isBrokenOff()).isTrue();
    assertThat(first.isBrokenOff()).isFalse();
    assertThat(stays.isBrokenOff()).isFalse();
    assertThat(unsent.total()).isBetween(64L * MEBIBYTE, 64L * MEBIBYTE + OVERHEAD);
  }

  @Test
  void whoCannotBeEndedIsBrokenOff() throws Exception {
    var silent = new Client().holds(76);

    assertThat(closed).isEqualTo(1);
    assertThat(silent.isBrokenOff()).isTrue();
    assertThat(unsent.total()).isZero();
  }

  @Test
  void connectionThatIsNotWatchedNeedNotBeEnded() {
    UnsentBytes.whenOverBudget(new EmbeddedChannel(), () -> {});

    assertThat(closed).isZero();
  }

  @Test
  void budgetIsTheOneThatIsSetOrPartOfTheHeap() {
    assertThat(UnsentBytes.setting(new Environment(Map.of("MAX_UNSENT_MIB", "7"))))
        .isEqualTo(7 * MEBIBYTE);
    assertThat(UnsentBytes.setting(new Environment(Map.of())))
        .isBetween((long) MEBIBYTE, Runtime.getRuntime().maxMemory() / 4);
  }

  private Client client() throws IOException, InterruptedException {
    return new Client().thatCanBeEnded();
  }

  private void held(int mebibytes) {
    onLoop(
        () -> {
          unsent.held((long) mebibytes * MEBIBYTE);
          return null;
        });
  }

  private void pass(Duration duration) {
    clock.addAndGet(duration.toNanos());
  }

  private <T> T onLoop(Supplier<T> action) {
    return EventLoop.run(loop, () -> Future.succeededFuture(action.get())).await();
  }
}
