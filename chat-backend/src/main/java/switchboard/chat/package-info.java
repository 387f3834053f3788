/**
 * The chat backend: one replica of the Chat API over HTTP and WebSocket. {@link
 * switchboard.chat.Replica} wires the components; everything runs on its one event loop. A replica
 * holds no state that matters. {@code docs/api} has every route, frame and code.
 *
 * <p><b>Time.</b> Every request, and every message sent over a WebSocket, is answered within {@link
 * switchboard.chat.store.MessageStore#TIMEOUT} in any case; a replica that has said nothing for 2 s
 * hangs. While the store is out of reach, dead or hanging, requests are answered 503 with {@code
 * Retry-After}, messages with the error {@code store-unavailable}; a replica that was ready stays
 * so. Sockets stay open through an outage of any length. A client that joins meanwhile gets {@code
 * store-unavailable} once, keeps the socket, and gets the welcome and what comes after it when the
 * store is back; only then is the welcome not the first frame.
 *
 * <p><b>Lost history.</b> When the store has lost messages, every socket stays open and gets {@code
 * history-reset}: the seqs that follow are of another epoch, from {@code after} on. A client that
 * joins, or reads, with a cursor that the room's history does not have is answered likewise; none
 * is refused for its cursor.
 *
 * <p><b>What is wrong with a request</b> is answered with an RFC 9457 problem document that names
 * what was found and what was expected, and has a {@code code} for programs ({@link
 * switchboard.chat.management.ProblemCode}), which is also that of {@code error} frames:
 *
 * <ul>
 *   <li>400: a body that is not one JSON object in UTF-8 with each field once; a field that is
 *       missing, unknown or of another type; a name, room, id, text, {@code after} or {@code limit}
 *       that is not as it may be; a parameter that is given twice; a query or head that is not HTTP
 *   <li>401: a token that is missing, expired, not signed with HS256 and this service's secret,
 *       longer than 1 KiB, or without {@code sub} or {@code exp}
 *   <li>404 and 405: a path, or a method on it, that the Chat API does not have (Allow names those
 *       it has); the management port's are among them
 *   <li>408: a body that is not whole within 10 s; the connection closes
 *   <li>409: an id under which the same user has sent another text to the same room
 *   <li>413: a text over 4 KiB; a body over 25 KiB, after which the connection closes
 *   <li>414 and 431: a request line over 8 KiB, headers over 8 KiB; the connection closes
 *   <li>421, and 403 with the same code: where the replica listens on loopback, or {@code
 *       ALLOWED_HOSTS} is set, a host, or a page's origin, that is neither local nor among them
 *   <li>426: on {@code /ws}, what is no WebSocket handshake, or one of another version than 13
 *   <li>429: a user who sends more than {@code MESSAGES_PER_SECOND}; an address that does more than
 *       it may, see below
 *   <li>503 {@code store-unavailable}: the store is out of reach; a message may be stored all the
 *       same, sending it again under its id is safe
 *   <li>503 {@code overloaded}: this replica could not run for a third of the request's time or
 *       more, so that its being late says nothing about the store; likewise. Its gateway has
 *       another replica answer, once. Also: too many reads of history wait, or one has waited for
 *       1.2 s
 *   <li>507: the store's disk or memory is full, or as many rooms as {@code MAX_ROOMS} have
 *       messages and this would be one more; nothing was stored. A store that flushes every message
 *       ends itself instead when its disk is full: then 503 says so
 * </ul>
 *
 * <p>A connection whose first head is not whole within 10 s is closed without an answer, and so is
 * one that is idle for 75 s, whose client has closed its sending half, or does not read its answers
 * for 10 s.
 *
 * <p><b>What one address may do.</b> So that no client fills the service or keeps it busy for all
 * others, each replica holds the clients of one address (of one IPv6 network of 64 bits), as the
 * gateway says it in X-Forwarded-For, to limits. More is answered 429 with {@code Retry-After}:
 *
 * <ul>
 *   <li>{@code too-many-sessions}: {@code SESSIONS_PER_ADDRESS} new sessions at once, of which a
 *       fifteenth comes back each second
 *   <li>{@code too-many-rooms}: {@code ROOMS_PER_ADDRESS} messages at once that are the first of
 *       their room, of which as many come back in an hour. A room is new also when all its messages
 *       had become too old. Rooms that have messages are written to as before
 *   <li>{@code too-fast}: {@code READ_MIB_PER_ADDRESS} of history a second, eight times as much at
 *       once, counted as it is read from the store and made into JSON. A page that many ask for, or
 *       that is asked for again while nothing new is in its room, counts once. Likewise more than
 *       256 reads that wait; 64 are under way at once, and addresses take turns. Members who catch
 *       up are not refused, they wait
 * </ul>
 *
 * <p>Sessions that were opened with the header {@code X-Load-Token}, which has to be this service's
 * {@code LOAD_TOKEN} (401 otherwise; where the service has none, the header says nothing), are
 * exempt from these limits and from no other. Load generators need it: all their users have one
 * address.
 *
 * <p><b>Unread bytes.</b> The system is given 128 KiB for each connection. What else is written and
 * not sent, in answers and over WebSockets alike, is at most {@code MAX_UNSENT_MIB} in all, by
 * default a quarter of the heap. At three quarters of that, the connections that have held the most
 * for the longest are closed: WebSockets with 1013, which have 1.5 s for it, others without notice.
 * {@code chat_unsent_bytes} shows how much is unsent, and {@code chat_connections_closed_total} how
 * many were closed and why.
 *
 * <p><b>Where users are.</b> A WebSocket stays where it was opened, so that after a start of a
 * replica it would hold nobody. Replicas tell each other once a second how many WebSockets each
 * has. One that is above its share for 3 s asks some clients, by the frame {@code rebalance}, to
 * connect again with their cursor; the gateway takes the new WebSocket to the replica with the
 * fewest. A client had better open the new one first. A replica that is told to end asks all of its
 * clients before it closes any WebSocket. {@link switchboard.chat.balance.Rebalancer} and {@link
 * switchboard.chat.balance.Evacuation} have the rates; {@code chat_users_asked_to_move_total}
 * counts.
 *
 * <p><b>What is wrong with a WebSocket message</b> is answered with an {@code error} frame, which
 * carries the message's id if it has a valid one: {@code malformed}, {@code text-too-long}, {@code
 * id-reused}, {@code too-fast}, {@code too-many-rooms}, {@code rooms-full}, {@code
 * store-unavailable}, {@code store-full}, {@code failed}. What breaks the protocol, or is abuse,
 * closes the socket:
 *
 * <ul>
 *   <li>1001: the replica stops, and the client has not moved
 *   <li>1002: a frame that is unmasked, has reserved bits or an unknown opcode, continues nothing,
 *       or is a control frame over 125 bytes or in pieces
 *   <li>1007: text that is not UTF-8
 *   <li>1008: more than 20 malformed messages; more than 100 too fast in a row; a message that is
 *       not whole 10 s after it began; the token with which the socket was opened has expired, to
 *       the second: an error frame {@code unauthorized} comes before
 *   <li>1009: a message over 64 KiB
 *   <li>1012: the client was asked by {@code rebalance} to connect again, and is still here after
 *       10 s
 *   <li>1013: more than 256 KiB that the client has not read, or too much that all have not
 *   <li>without a code: 75 s without anything from the client, which is pinged every 30 s; a ping
 *       from a client that has more than 256 KiB unread
 * </ul>
 */
package switchboard.chat;
