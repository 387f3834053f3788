import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/**
 * Run by the build: the product's icon in every size and form that a desktop asks for, from its one
 * drawing. Arguments: the SVG, the folder for the PNGs, the folder for the ICO and the ICNS. Does
 * nothing where all of it is newer than the drawing.
 */
final class Icons {
  private static final List<Integer> SIZES = List.of(16, 24, 32, 48, 64, 128, 256, 512);
  private static final List<Integer> ICO = List.of(16, 24, 32, 48, 64, 256);

  /**
   * ICNS names a picture by its pixels; those that contain PNGs are as Apple's iconutil writes
   * them.
   */
  private static final SortedMap<String, Integer> ICNS =
      new TreeMap<>(
          Map.of(
              "icp4", 16, "icp5", 32, "ic11", 32, "ic12", 64, "ic07", 128, "ic08", 256, "ic09",
              512));

  private final Map<Integer, byte[]> pictures = new LinkedHashMap<>();

  private Icons(SVGDocument drawing) throws IOException {
    for (var size : SIZES) {
      pictures.put(size, png(drawing, size));
    }
  }

  public static void main(String[] arguments) throws IOException {
    System.setProperty("java.awt.headless", "true");
    var drawing = Path.of(arguments[0]);
    var pngs = Files.createDirectories(Path.of(arguments[1]));
    var packages = Files.createDirectories(Path.of(arguments[2]));
    var last = packages.resolve("switchboard.icns");
    if (Files.exists(last)
        && Files.getLastModifiedTime(last).compareTo(Files.getLastModifiedTime(drawing)) > 0
        && Files.exists(png(pngs, SIZES.get(SIZES.size() - 1)))) {
      return;
    }
    var document = new SVGLoader().load(drawing.toUri().toURL());
    var icons = new Icons(Objects.requireNonNull(document, "not an SVG: " + drawing));
    for (var picture : icons.pictures.entrySet()) {
      Files.write(png(pngs, picture.getKey()), picture.getValue());
    }
    Files.write(packages.resolve("switchboard.ico"), icons.ico());
    Files.write(last, icons.icns());
  }

  private static Path png(Path folder, int size) {
    return folder.resolve("switchboard-" + size + ".png");
  }

  private static byte[] png(SVGDocument drawing, int size) throws IOException {
    var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    var graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    drawing.render(null, graphics, new ViewBox(size, size));
    graphics.dispose();
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** A directory of 16 bytes a picture, then the PNGs (Windows reads them since Vista). */
  private byte[] ico() {
    var bytes = ByteBuffer.allocate(length(ICO, 6, 16)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) 0).putShort((short) 1).putShort((short) ICO.size());
    var offset = 6 + 16 * ICO.size();
    for (var size : ICO) {
      var length = pictures.get(size).length;
      // A side of 256 is written as 0. No palette, one plane, 32 bits a pixel.
      bytes.put(size.byteValue()).put(size.byteValue()).putShort((short) 0);
      bytes.putShort((short) 1).putShort((short) 32).putInt(length).putInt(offset);
      offset += length;
    }
    ICO.forEach(size -> bytes.put(pictures.get(size)));
    return bytes.array();
  }

  /** A name and a length of eight bytes, then so many before each PNG; lengths count them in. */
  private byte[] icns() {
    var length = length(List.copyOf(ICNS.values()), 8, 8);
    var bytes = ByteBuffer.allocate(length).put(ascii("icns")).putInt(length);
    ICNS.forEach(
        (type, size) -> {
          var picture = pictures.get(size);
          bytes.put(ascii(type)).putInt(8 + picture.length).put(picture);
        });
    return bytes.array();
  }

  private int length(List<Integer> sizes, int header, int perPicture) {
    return header + sizes.stream().mapToInt(size -> perPicture + pictures.get(size).length).sum();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
