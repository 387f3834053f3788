package switchboard.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the repository's documents lead to is there. */
class DocumentsTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final Set<String> BUILT = Set.of(".git", ".cache", "target", "node_modules");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");

  /** A link, and the document that it stands in. */
  private record Link(Path document, String target) {
    boolean leadsSomewhere() {
      var parts = target.split("#", 2);
      var file = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]).normalize();
      return Files.exists(file)
          && file.startsWith(REPOSITORY)
          && (parts.length == 1 || anchors(file).anyMatch(parts[1]::equals));
    }

    @Override
    public String toString() {
      return REPOSITORY.relativize(document) + ": " + target;
    }
  }

  @Test
  void everyLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
    var links = documents().stream().flatMap(DocumentsTest::links).toList();

    assertThat(links).hasSizeGreaterThan(50);
    assertThat(links).allMatch(Link::leadsSomewhere);
  }

  private static List<Path> documents() throws IOException {
    var found = new ArrayList<Path>();
    Files.walkFileTree(
        REPOSITORY,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return BUILT.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".md")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  private static Stream<Link> links(Path document) {
    return LINK.matcher(text(document))
        .results()
        .map(found -> found.group(1))
        .filter(target -> !ELSEWHERE.matcher(target).matches())
        .map(target -> new Link(document, target));
  }

  /** As hosts of Markdown make them of headings. */
  private static Stream<String> anchors(Path document) {
    return HEADING
        .matcher(text(document))
        .results()
        .map(
            heading ->
                heading
                    .group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
  }

  /** Without what is shown as code. */
  private static String text(Path document) {
    try {
      return FENCED.matcher(Files.readString(document)).replaceAll("");
    } catch (IOException e) {
      throw new AssertionError(document + " cannot be read", e);
    }
  }
}
