/**
 * The gateway: passes requests and WebSockets to the least loaded replica, retries on another when
 * one dies, and serves the chat page.
 *
 * <p><b>What it answers itself</b>, as a problem document; everything else is the replica's answer:
 *
 * <ul>
 *   <li>308, without a document: where there is TLS, a plain request, to the same address with
 *       https
 *   <li>400: what is not HTTP/1.1, or could be read in more than one way (two lengths, a length and
 *       chunks, another coding than chunked, a header without a name); a target that is no path.
 *       The connection closes, and what came behind the request is not read. Also what has no Host
 *       header or two
 *   <li>404: a path other than {@code /ws}, the page's, and {@code /api/} with plain segments; so
 *       no spelling leads to a management port
 *   <li>405: the page's paths with another method than GET and HEAD
 *   <li>408 and 413: a body that is not whole within 10 s, or over 25 KiB; the connection closes
 *   <li>414 and 431: a request line over 8 KiB, headers over 8 KiB; the connection closes
 *   <li>421, and 403 with the same code: where the gateway listens on loopback, or {@code
 *       ALLOWED_HOSTS} is set, a host, or a page's origin, that is neither local nor among them
 *   <li>429: an address that asks more than {@code REQUESTS_PER_SECOND}
 *   <li>502 and 504: a replica that broke off, or took over 10 s with, what may not be repeated
 *   <li>503: no replica answered in time, or too many handshakes were waiting
 * </ul>
 *
 * <p>With {@code TLS_CERTIFICATE} and {@code TLS_KEY}, PEM files, the public port has TLS 1.2 and
 * 1.3; see {@link switchboard.chat.gateway.tls.Tls}. The management port stays plain. Of a request
 * from one of {@code TRUSTED_PROXIES}, {@code X-Forwarded-For} and {@code X-Forwarded-Proto} say
 * who its client is; anybody else's are overwritten.
 *
 * <p>A connection is closed without an answer when its first head is not whole within 10 s, when
 * nothing comes of it for 120 s, when its client has closed its sending half, and when a chunk of a
 * body is none. A folded header is passed on as one line. A WebSocket whose one end does not read
 * is not read from the other, so that what waits is bounded by a few buffers. What waits for all
 * clients together, held answers among it, is at most {@code MAX_UNSENT_MIB}, by default a quarter
 * of the heap. At three quarters of it, the connections that have held the most for the longest are
 * closed: WebSockets with 1013, others without notice; {@code gateway_unsent_bytes} and {@code
 * gateway_connections_closed_total} show it.
 */
package switchboard.chat.gateway;
