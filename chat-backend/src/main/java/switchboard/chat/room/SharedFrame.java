package switchboard.chat.room;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * A text frame as a server sends it (RFC 6455, section 5.2), encoded once for all the sockets that
 * it goes to.
 */
final class SharedFrame implements AutoCloseable {
  private static final int FINAL_TEXT = 0x81;
  private static final int LONGEST_HEADER = 10;

  private final String text;
  private final ByteBuf bytes;

  SharedFrame(String text) {
    this.text = text;
    var payload = text.getBytes(StandardCharsets.UTF_8);
    bytes = Unpooled.directBuffer(LONGEST_HEADER + payload.length).writeByte(FINAL_TEXT);
    if (payload.length < 126) {
      bytes.writeByte(payload.length);
    } else if (payload.length <= 0xffff) {
      bytes.writeByte(126).writeShort(payload.length);
    } else {
      bytes.writeByte(127).writeLong(payload.length);
    }
    bytes.writeBytes(payload);
  }

  /** Its text, for a socket to which it cannot be written as bytes. */
  String text() {
    return text;
  }

  /** Its bytes for one more socket, which releases them once they are written. */
  ByteBuf bytes() {
    return bytes.retainedDuplicate();
  }

  /** Releases the frame: it goes to no further socket. */
  @Override
  public void close() {
    bytes.release();
  }
}
