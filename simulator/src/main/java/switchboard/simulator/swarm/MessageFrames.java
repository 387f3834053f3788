package switchboard.simulator.swarm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import switchboard.simulator.books.Content;

/**
 * Reads messages off sockets before the decoder of WebSockets. All members of a room are sent the
 * same bytes, which are read once: the members after the first only compare them. Everything else,
 * and a message that does not come whole, goes on to the decoder. Confined to the event loop.
 */
final class MessageFrames {
  /** A message, and what follows from it alone. */
  record Known(Frame.Message message, Content content, long intended) {}

  private record Slot(ByteBuf frame, Known known) {}

  /** RFC 6455, section 5.2: the only fragment of a text, and not masked. */
  private static final int FINAL_TEXT = 0x81;

  private static final int LENGTH_FOLLOWS = 126;
  private static final int LENGTH_IN_8_BYTES = 127;

  private static final ByteBuf BEGINNING =
      Unpooled.unreleasableBuffer(
          Unpooled.copiedBuffer("{\"type\":\"message\",", StandardCharsets.UTF_8));

  /** For 1,024 messages, more than are on their way at one time. */
  private static final int SLOT_BITS = 10;

  private final ToLongFunction<String> intended;
  private final Slot[] slots = new Slot[1 << SLOT_BITS];

  /** {@code intended} gives the time in the id of a message, as in {@link MessageGenerator}. */
  MessageFrames(ToLongFunction<String> intended) {
    this.intended = intended;
  }

  /** What a message is, and what follows from it. */
  Known known(Frame.Message message) {
    var content = Content.of(message.id(), message.from(), message.text());
    return new Known(message, content, intended.applyAsLong(message.id()));
  }

  /** Has the messages of an open socket read here; of one that has no decoder, none is. */
  void read(ChannelPipeline pipeline, Consumer<Known> receiver) {
    var decoder = pipeline.context(WebSocketFrameDecoder.class);
    if (decoder != null) {
      pipeline.addBefore(decoder.name(), "messages", new Reader(receiver));
    }
  }

  /** Null when it is no message. */
  private Known at(ByteBuf bytes, int start, int length) {
    int slot = slot(bytes, start, length);
    var last = slots[slot];
    if (last != null
        && last.frame.capacity() == length
        && ByteBufUtil.equals(last.frame, 0, bytes, start, length)) {
      return last.known;
    }
    if (!(Frame.parse(bytes.toString(start, length, StandardCharsets.UTF_8))
        instanceof Frame.Message message)) {
      return null;
    }
    var known = known(message);
    slots[slot] =
        new Slot(Unpooled.wrappedBuffer(ByteBufUtil.getBytes(bytes, start, length)), known);
    return known;
  }

  /**
   * By what distinguishes messages soonest: the number at the beginning and the time at the end.
   */
  private static int slot(ByteBuf bytes, int start, int length) {
    long first = bytes.getLong(start + BEGINNING.capacity());
    long last = bytes.getLong(start + length - Long.BYTES);
    long mixed = (first * 31 + last * 17 + length) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> (Long.SIZE - SLOT_BITS));
  }

  private final class Reader extends ChannelInboundHandlerAdapter {
    private final Consumer<Known> receiver;

    Reader(Consumer<Known> receiver) {
      this.receiver = receiver;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var bytes = (ByteBuf) message;
      while (bytes.isReadable() && takeMessage(bytes)) {
        // There may be another one behind it.
      }
      if (bytes.isReadable()) {
        var _ = context.fireChannelRead(bytes);
      } else {
        bytes.release();
      }
    }

    /**
     * Takes a whole message from the front. Bytes that go on with a frame whose beginning the
     * decoder has cannot be mistaken for one: within a frame of the chat, which is a flat object,
     * no other object begins.
     */
    private boolean takeMessage(ByteBuf bytes) {
      int at = bytes.readerIndex();
      int readable = bytes.readableBytes();
      if (readable < 4 || bytes.getUnsignedByte(at) != FINAL_TEXT) {
        return false;
      }
      int length = bytes.getUnsignedByte(at + 1);
      int header = 2;
      if (length == LENGTH_FOLLOWS) {
        length = bytes.getUnsignedShort(at + header);
        header += Short.BYTES;
      } else if (length >= LENGTH_IN_8_BYTES) {
        return false;
      }
      int start = at + header;
      if (readable < header + length
          || length < BEGINNING.capacity() + Long.BYTES
          || !ByteBufUtil.equals(BEGINNING, 0, bytes, start, BEGINNING.capacity())) {
        return false;
      }
      var known = at(bytes, start, length);
      if (known == null) {
        return false;
      }
      bytes.readerIndex(start + length);
      receiver.accept(known);
      return true;
    }
  }
}
