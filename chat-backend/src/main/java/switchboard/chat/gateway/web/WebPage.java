package switchboard.chat.gateway.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import switchboard.chat.management.Problem;
import switchboard.chat.management.ProblemCode;

/** Serves the chat page's files, which are read from the class path and kept in memory. */
public final class WebPage {
  /** Allows only the page's own files and its own server; no inline script or style. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "chat.css", "text/css; charset=utf-8",
          "chat.js", "text/javascript; charset=utf-8",
          "room.js", "text/javascript; charset=utf-8",
          "log.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private final Map<String, PageFile> files = new HashMap<>();

  private record PageFile(String type, String entityTag, Buffer content) {}

  /** Reads the files; fails if one is missing from the build. */
  public void load() {
    TYPES.forEach((name, type) -> files.put("/" + name, read(name, type)));
    files.put("/", files.get("/index.html"));
  }

  /** Answers with a file of the page, or 404. */
  public void handle(HttpServerRequest request) {
    var file = files.get(request.path());
    var response = request.response();
    if (file == null) {
      Problem.of(
              ProblemCode.NOT_FOUND,
              "There is nothing here. The chat page is at /, its API under /api/.")
          .send(response);
      return;
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      Problem.notAllowed(request.path(), List.of("GET", "HEAD")).send(response);
      return;
    }
    response
        .putHeader("ETag", file.entityTag())
        .putHeader("Cache-Control", "no-cache")
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer");
    if (file.entityTag().equals(request.getHeader("If-None-Match"))) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader("Content-Type", file.type());
    if (request.method().equals(HttpMethod.HEAD)) {
      response.putHeader("Content-Length", Integer.toString(file.content().length())).end();
    } else {
      response.end(file.content());
    }
  }

  private static PageFile read(String name, String type) {
    try (var stream = WebPage.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the page's file " + name + " is not in the build");
      }
      var content = stream.readAllBytes();
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      var entityTag = '"' + HexFormat.of().formatHex(digest, 0, 8) + '"';
      return new PageFile(type, entityTag, Buffer.buffer(content));
    } catch (IOException | NoSuchAlgorithmException broken) {
      throw new UncheckedIOException(
          new IOException("the page's file " + name + " cannot be read", broken));
    }
  }
}
