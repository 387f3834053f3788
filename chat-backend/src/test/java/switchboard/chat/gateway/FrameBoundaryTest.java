package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

class FrameBoundaryTest {
  private final FrameBoundary boundary = new FrameBoundary();

  @Test
  void boundaryIsOnlyBetweenFramesHoweverTheBytesAreCut() {
    Buffer frames =
        Buffer.buffer()
            .appendBytes(new byte[] {(byte) 0x81, 2, 'h', 'i'})
            .appendBytes(new byte[] {(byte) 0x82, 126, 1, 0})
            .appendBytes(new byte[256])
            .appendBytes(new byte[] {(byte) 0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0})
            .appendBytes(new byte[65536])
            .appendBytes(new byte[] {(byte) 0x89, 0});
    int[] ends = {4, 4 + 260, 4 + 260 + 65546, 4 + 260 + 65546 + 2};

    int boundaries = 0;
    for (int i = 0; i < frames.length(); i++) {
      boundary.follow(frames.slice(i, i + 1));
      if (boundary.atBoundary()) {
        assertThat(i + 1).isEqualTo(ends[boundaries++]);
      }
    }

    assertThat(boundaries).isEqualTo(ends.length);
    assertThat(boundary.closeSeen()).isFalse();
  }

  @Test
  void manyFramesInOneBufferEndAtABoundary() {
    Buffer frames = Buffer.buffer();
    for (int i = 0; i < 100; i++) {
      frames.appendBytes(new byte[] {(byte) 0x81, 3, 'a', 'b', 'c'});
    }

    boundary.follow(frames);

    assertThat(boundary.atBoundary()).isTrue();
  }

  @Test
  void goodbyeIsNoticed() {
    boundary.follow(Buffer.buffer(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe9}));

    assertThat(boundary.closeSeen()).isTrue();
    assertThat(boundary.atBoundary()).isTrue();
  }

  @Test
  void textThatLooksLikeAGoodbyeIsNone() {
    boundary.follow(Buffer.buffer(new byte[] {(byte) 0x81, 2, (byte) 0x88, 0}));

    assertThat(boundary.closeSeen()).isFalse();
  }
}
