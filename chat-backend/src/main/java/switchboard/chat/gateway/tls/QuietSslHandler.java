package switchboard.chat.gateway.tls;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;

/**
 * Gives the client of a connection that is closed a moment to read what was sent, as its base class
 * does, but without a warning for each one that does not: any client could fill the log.
 */
final class QuietSslHandler extends SslHandler {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

  /**
   * @param computation carries out what a handshake computes
   */
  QuietSslHandler(SSLEngine engine, Executor computation) {
    super(engine, computation);
    setCloseNotifyFlushTimeoutMillis(0);
  }

  @Override
  public void close(ChannelHandlerContext own, ChannelPromise closed) throws Exception {
    super.close(own, closed);
    if (own.channel().isActive()) {
      var timeout =
          own.executor()
              .schedule(
                  () -> {
                    var _ = own.close();
                  },
                  CLOSE_TIMEOUT.toMillis(),
                  TimeUnit.MILLISECONDS);
      var _ = own.channel().closeFuture().addListener(done -> timeout.cancel(false));
    }
  }
}
