package switchboard.chat.gateway;

import io.netty.buffer.ByteBuf;

/**
 * Parses a stream of WebSocket frames (RFC 6455, section 5.2) only as far as to know where one
 * ends: reads headers and skips payloads. A frame of our own may be inserted only at a boundary.
 */
final class FrameBoundary {
  private static final int OPCODE_CLOSE = 8;

  private final byte[] header = new byte[14];
  private int headerLength;
  private long payloadLeft;
  private boolean closeSeen;

  /** Follows the next bytes of the stream, which stay to be read. */
  void follow(ByteBuf bytes) {
    int position = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (position < end) {
      if (payloadLeft > 0) {
        long skipped = Math.min(payloadLeft, end - position);
        payloadLeft -= skipped;
        position += (int) skipped;
      } else {
        header[headerLength++] = bytes.getByte(position++);
        if (headerLength >= 2 && headerLength == expectedHeader()) {
          closeSeen |= (header[0] & 0x0f) == OPCODE_CLOSE;
          payloadLeft = payload();
          headerLength = 0;
        }
      }
    }
  }

  /** Whether every frame begun so far is complete. */
  boolean atBoundary() {
    return payloadLeft == 0 && headerLength == 0;
  }

  /** Whether the sender has sent a close frame itself. */
  boolean closeSeen() {
    return closeSeen;
  }

  private int expectedHeader() {
    int extended =
        switch (header[1] & 0x7f) {
          case 126 -> 2;
          case 127 -> 8;
          default -> 0;
        };
    int mask = (header[1] & 0x80) == 0 ? 0 : 4;
    return 2 + extended + mask;
  }

  private long payload() {
    int length = header[1] & 0x7f;
    if (length < 126) {
      return length;
    }
    long extended = 0;
    int bytes = length == 126 ? 2 : 8;
    for (int i = 0; i < bytes; i++) {
      extended = (extended << 8) | (header[2 + i] & 0xff);
    }
    // The highest bit must be zero; the frames of a peer that sets it cannot be followed.
    return extended < 0 ? Long.MAX_VALUE : extended;
  }
}
