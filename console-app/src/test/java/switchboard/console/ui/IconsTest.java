package switchboard.console.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the build has drawn from the product's icon. */
class IconsTest {
  private static final Path PACKAGES = Path.of("target", "icons");

  @ParameterizedTest
  @ValueSource(ints = {16, 24, 32, 48, 64, 128, 256, 512})
  void windowHasTheIconInThisSizeWithTransparentCorners(int size) throws IOException {
    try (var file = ConsoleApp.class.getResourceAsStream("icons/switchboard-" + size + ".png")) {
      var icon = ImageIO.read(file);
      assertThat(icon.getWidth()).isEqualTo(size);
      assertThat(icon.getHeight()).isEqualTo(size);
      assertThat(icon.getRGB(0, 0) >>> 24).as("alpha of the corner").isLessThan(128);
      assertThat(icon.getRGB(size / 2, 1) >>> 24).as("alpha of the upper edge").isGreaterThan(200);
    }
  }

  @Test
  void windowsIconHoldsAPictureOfEachSizeThatItsDirectoryNames() throws IOException {
    var bytes =
        ByteBuffer.wrap(Files.readAllBytes(PACKAGES.resolve("switchboard.ico")))
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getShort(2)).as("type: icon").isEqualTo((short) 1);
    var widths = new ArrayList<Integer>();
    for (int i = 0; i < bytes.getShort(4); i++) {
      var entry = 6 + 16 * i;
      var width = picture(bytes, bytes.getInt(entry + 12), bytes.getInt(entry + 8));
      assertThat((byte) width).isEqualTo(bytes.get(entry));
      widths.add(width);
    }
    assertThat(widths).containsExactly(16, 24, 32, 48, 64, 256);
  }

  @Test
  void macIconIsAsLongAsItSaysAndHoldsPicturesOnly() throws IOException {
    var bytes = ByteBuffer.wrap(Files.readAllBytes(PACKAGES.resolve("switchboard.icns")));
    assertThat(bytes.getInt(0)).as("the letters icns").isEqualTo(0x69636e73);
    assertThat(bytes.getInt(4)).isEqualTo(bytes.limit());
    var widths = new ArrayList<Integer>();
    for (int at = 8; at < bytes.limit(); at += bytes.getInt(at + 4)) {
      widths.add(picture(bytes, at + 8, bytes.getInt(at + 4) - 8));
    }
    assertThat(widths).contains(16, 32, 128, 256, 512);
  }

  private static int picture(ByteBuffer bytes, int offset, int length) throws IOException {
    var picture = new byte[length];
    bytes.get(offset, picture);
    return ImageIO.read(new ByteArrayInputStream(picture)).getWidth();
  }
}
