package switchboard.chat.room;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Assembles the frames of one WebSocket into messages. Frames that break the protocol itself
 * (unmasked, reserved bits or opcodes, a continuation of nothing) do not come this far: they are
 * answered with 1002, and a frame that is too large with 1009.
 */
final class IncomingMessages {
  static final int MAX_MESSAGE_BYTES = 64 * 1024;
  static final short INVALID_UTF8 = 1007;
  static final short TOO_BIG = 1009;

  private final Receiver receiver;

  /** The received part of the present message; null between messages. */
  private Buffer partial;

  private boolean binary;

  /** Receiver of the assembled messages. */
  interface Receiver {
    void text(String message);

    void binary();

    /** A message has begun that continues in another frame. */
    void begun();

    /** The message that had begun is complete. */
    void completed();

    /** The socket has to be closed. */
    void violated(short closeCode, String reason);
  }

  IncomingMessages(Receiver receiver) {
    this.receiver = receiver;
  }

  void frame(WebSocketFrame frame) {
    if (frame.isText() || frame.isBinary()) {
      binary = frame.isBinary();
      partial = frame.binaryData();
      if (!frame.isFinal()) {
        partial = Buffer.buffer().appendBuffer(partial);
        receiver.begun();
      }
    } else if (frame.isContinuation() && partial != null) {
      partial.appendBuffer(frame.binaryData());
      if (frame.isFinal()) {
        receiver.completed();
      }
    } else {
      return;
    }
    if (partial.length() > MAX_MESSAGE_BYTES) {
      partial = null;
      receiver.violated(
          TOO_BIG, String.format(Locale.ROOT, "message over %d bytes", MAX_MESSAGE_BYTES));
    } else if (frame.isFinal()) {
      var whole = partial;
      partial = null;
      pass(whole);
    }
  }

  private void pass(Buffer whole) {
    if (binary) {
      receiver.binary();
      return;
    }
    String text;
    try {
      text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(whole.getBytes())).toString();
    } catch (CharacterCodingException invalid) {
      receiver.violated(INVALID_UTF8, "invalid UTF-8");
      return;
    }
    receiver.text(text);
  }
}
