package switchboard.simulator.loadtest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads an answer that comes whole, with its length and nothing that says how it is to be read
 * otherwise, as nearly all do: a load test's are too many to make objects of each header. Whatever
 * else comes goes on to a real decoder, up to the end of the answer.
 */
final class WholeAnswers extends ChannelInboundHandlerAdapter {
  /** Takes an answer after which the connection stays open. */
  interface Receiver {
    void whole(int status, int bodyBytes);
  }

  private static final byte[] VERSION = "HTTP/1.1 ".getBytes(StandardCharsets.US_ASCII);

  /** The version, the status and a line's end. */
  private static final int SHORTEST = VERSION.length + 5;

  private static final int MAX_DIGITS = 9;

  private final Receiver receiver;

  /** Whether an answer of a HEAD request, which has a length and no body, may come. */
  private final boolean bodiless;

  private boolean inDecoder;
  private int status;
  private int length;

  WholeAnswers(Receiver receiver, boolean bodiless) {
    this.receiver = receiver;
    this.bodiless = bodiless;
  }

  /** The decoder has read an answer to its end. */
  void decoded() {
    inDecoder = false;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    var bytes = (ByteBuf) message;
    if (!inDecoder && !bodiless && isWhole(bytes)) {
      bytes.release();
      receiver.whole(status, length);
    } else {
      inDecoder = true;
      var _ = context.fireChannelRead(bytes);
    }
  }

  private boolean isWhole(ByteBuf bytes) {
    int end = bytes.writerIndex();
    int start = bytes.readerIndex();
    if (end - start < SHORTEST || !startsAsAnswer(bytes, start)) {
      return false;
    }
    status = number(bytes.toString(start + VERSION.length, 3, StandardCharsets.US_ASCII));
    if (status < 200 || status == 204 || status == 304) {
      return false;
    }
    length = -1;
    int line = after(bytes, start, end);
    while (line > 0 && line + 1 < end && !isEmptyLine(bytes, line)) {
      int next = after(bytes, line, end);
      if (next <= 0 || !isUnderstood(bytes, line, next)) {
        return false;
      }
      line = next;
    }
    return line > 0 && line + 1 < end && length >= 0 && line + 2 + length == end;
  }

  private static boolean startsAsAnswer(ByteBuf bytes, int start) {
    for (int i = 0; i < VERSION.length; i++) {
      if (bytes.getByte(start + i) != VERSION[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEmptyLine(ByteBuf bytes, int line) {
    return bytes.getByte(line) == '\r' && bytes.getByte(line + 1) == '\n';
  }

  /** Where the next line starts; 0 when there is none. */
  private static int after(ByteBuf bytes, int line, int end) {
    return ByteBufUtil.indexOf(bytes, line, end, (byte) '\n') + 1;
  }

  /** Notes the length; false for whatever makes the end of the answer another one. */
  private boolean isUnderstood(ByteBuf bytes, int line, int next) {
    int first = bytes.getByte(line) | 0x20;
    if (first != 'c' && first != 't') {
      // A line that begins with a space would go on with the one before.
      return bytes.getByte(line) > ' ';
    }
    var header = bytes.toString(line, next - line, StandardCharsets.US_ASCII).strip();
    int colon = header.indexOf(':');
    if (colon < 0) {
      return false;
    }
    return switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
      case "content-length" -> {
        var isOnly = length < 0;
        length = number(header.substring(colon + 1).strip());
        yield isOnly && length >= 0;
      }
      case "connection", "transfer-encoding" -> false;
      default -> true;
    };
  }

  /** -1 for anything that is not a number of up to nine digits. */
  private static int number(String text) {
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      return -1;
    }
    return text.chars().allMatch(each -> each >= '0' && each <= '9') ? Integer.parseInt(text) : -1;
  }
}
