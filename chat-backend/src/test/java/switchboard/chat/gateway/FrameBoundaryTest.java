package switchboard.chat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class FrameBoundaryTest {
  private final FrameBoundary boundary = new FrameBoundary();

  @Test
  void boundaryIsOnlyBetweenFramesHoweverTheBytesAreCut() {
    var frames =
        Unpooled.buffer()
            .writeBytes(new byte[] {(byte) 0x81, 2, 'h', 'i'})
            .writeBytes(new byte[] {(byte) 0x82, 126, 1, 0})
            .writeBytes(new byte[256])
            .writeBytes(new byte[] {(byte) 0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0})
            .writeBytes(new byte[65536])
            .writeBytes(new byte[] {(byte) 0x89, 0});
    int[] ends = {4, 4 + 260, 4 + 260 + 65546, 4 + 260 + 65546 + 2};

    int boundaries = 0;
    for (int i = 0; i < frames.writerIndex(); i++) {
      boundary.follow(frames.slice(i, 1));
      if (boundary.atBoundary()) {
        assertThat(i + 1).isEqualTo(ends[boundaries++]);
      }
    }

    assertThat(boundaries).isEqualTo(ends.length);
    assertThat(boundary.closeSeen()).isFalse();
  }

  @Test
  void manyFramesInOneBufferEndAtABoundary() {
    var frames = Unpooled.buffer();
    for (int i = 0; i < 100; i++) {
      frames.writeBytes(new byte[] {(byte) 0x81, 3, 'a', 'b', 'c'});
    }

    boundary.follow(frames);

    assertThat(boundary.atBoundary()).isTrue();
  }

  @Test
  void goodbyeIsNoticed() {
    boundary.follow(Unpooled.wrappedBuffer(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe9}));

    assertThat(boundary.closeSeen()).isTrue();
    assertThat(boundary.atBoundary()).isTrue();
  }

  @Test
  void textThatLooksLikeAGoodbyeIsNone() {
    boundary.follow(Unpooled.wrappedBuffer(new byte[] {(byte) 0x81, 2, (byte) 0x88, 0}));

    assertThat(boundary.closeSeen()).isFalse();
  }
}
