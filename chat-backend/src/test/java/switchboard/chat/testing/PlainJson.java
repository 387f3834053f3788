package switchboard.chat.testing;

import io.vertx.core.json.jackson.JacksonCodec;
import io.vertx.core.spi.JsonFactory;
import io.vertx.core.spi.json.JsonCodec;

/**
 * Vert.x writes JSON as it does in the product, without Jackson's databind, which only the tests'
 * reading of the APIs' documents brings.
 */
public final class PlainJson implements JsonFactory {
  private static final JsonCodec CODEC = new JacksonCodec();

  @Override
  public JsonCodec codec() {
    return CODEC;
  }
}
