// One user in one room: a session, the room's history, one WebSocket that is opened again whenever
// it ends, and an outbox whose messages are sent again, under the same id, until the room has them.

import { Log } from "./log.js";

const HISTORY = 50;
// Pages that break together come back evenly over the first wait; after a failure they are spread
// already, and half of the wait is random. No wait is so long that a page is without a connection
// for 10 s after the servers are back.
const FIRST_WAIT_MS = 3000;
const SECOND_WAIT_MS = 4000;
const LONGEST_WAIT_MS = 6000;
const QUICK_WAIT_MS = 250;
// A connection that was open this long was a good one.
const STABLE_MS = 5000;
// Each step of connecting: a request, a socket from its start to its welcome, and from each frame
// of the replay to the next. A gateway may wait 10 s before it answers that too many clients
// connect.
const STEP_MS = 12000;
// A replica answers within 1.5 s, if only to say that it cannot: after this, something hangs.
const ANSWER_MS = 2500;
const REFUSED_MS = 1500;
const LOOK_MS = 500;
// The room knows a message's id for 10 minutes, and takes no message twice within that time. This
// is shorter by the time that a message may be on its way.
const RETRY_WINDOW_MS = 9 * 60 * 1000;
// Errors about a message that sending it again cannot change.
const FINAL_ERRORS = new Set(["malformed", "text-too-long", "id-reused"]);
const POLICY_VIOLATED = 1008;
const SERVICE_RESTART = 1012;

const $ = (id) => document.getElementById(id);

/** A version 4 UUID; randomUUID alone is missing on pages that are not served from localhost or by TLS. */
function uuid() {
  if (crypto.randomUUID) {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Whether the room may have had the message and no longer know its id. */
function isOld(entry) {
  return entry.firstSentAt > 0 && Date.now() - entry.firstSentAt > RETRY_WINDOW_MS;
}

/** The end of the page's address after the server has refused the name. */
export const NAME_REFUSED = "#name-refused";

/** A refusal that trying again cannot change. */
class Refused extends Error {
  constructor(path, problem) {
    super(problem.detail ?? problem.title ?? "The server refused.");
    this.isOfName = path === "api/session" && problem.code === "malformed";
  }
}

/** One user in one room, connected for as long as the page is open. */
export class Room {
  #name;
  #room;
  #log;
  #token;
  #tokenEnds = 0;
  /** The cursor: a seq of an epoch of the room's history. Null before the first page. */
  #cursor = null;
  #socket = null;
  /** The socket that is opened while the present one stands, when the server asks for it. */
  #successor = null;
  /** Whether it was asked to move before all had come. */
  #moveDue = false;
  #welcomed = false;
  #welcomedAt = 0;
  /** The seq of the cursor with which the socket was opened. */
  #openedAfter = 0;
  /** The room's end at the welcome, to which the replay goes. */
  #replayEnd = 0;
  /** The welcome was of another history than the cursor: a history-reset has to follow. */
  #resetDue = false;
  /** Whether the replay has ended: a message that has not come by now is not in the room. */
  #caughtUp = false;
  #stepTimer = 0;
  #failures = 0;
  #timer = 0;
  #outbox = new Map();

  constructor(name, room) {
    this.#name = name;
    this.#room = room;
    this.#log = new Log(name, room, {
      latest: () => this.#page({ limit: HISTORY }),
      after: (seq, limit) => this.#page({ after: `${this.#cursor.epoch}:${seq}`, limit }),
    });
    addEventListener("online", () => this.#connectNow());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) {
        this.#connectNow();
      }
    });
    setInterval(() => this.#look(), LOOK_MS);
    this.#connect();
  }

  /**
   * Takes a message into the outbox.
   *
   * Of one that was sent and not acknowledged, the replay of the next connection says whether the
   * room has it: it is not sent again before. Where the replay leaves out messages that are no
   * longer kept, it may have been one of those. Then it is sent again only as long as the room
   * still knows its id; after that it is unknown, and its author is asked.
   */
  send(text) {
    const entry = {
      id: uuid(),
      text,
      item: this.#log.addPending(text),
      firstSentAt: 0,
      sentAt: 0,
      refusedAt: 0,
      acknowledged: null,
      undecidable: false,
    };
    this.#outbox.set(entry.id, entry);
    this.#transmit(entry);
  }

  #connectNow() {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#connect();
    }
  }

  async #connect() {
    this.#timer = 0;
    this.#state("connecting", this.#failures || this.#cursor ? "Reconnecting…" : "Connecting…");
    try {
      await this.#session();
      if (!this.#cursor) {
        await this.#history();
      }
    } catch (failure) {
      if (failure.isOfName) {
        // Back to the join form.
        location.hash = NAME_REFUSED;
        location.reload();
      } else if (failure instanceof Refused) {
        this.#state("lost", "Not connected");
        this.#log.notice(failure.message);
      } else {
        this.#again();
      }
      return;
    }
    this.#open();
  }

  /** A token that stays valid for another minute. */
  async #session() {
    if (this.#token && Date.now() < this.#tokenEnds - 60_000) {
      return;
    }
    const session = await this.#call("api/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name: this.#name }),
    });
    this.#token = session.token;
    this.#tokenEnds = Date.parse(session.expiresAt);
    // As the server writes it; messages of this name are one's own.
    this.#name = session.name ?? this.#name;
    this.#log.rename(this.#name);
  }

  async #history() {
    const page = await this.#fetchPage({ limit: HISTORY });
    this.#cursor = { epoch: page.epoch, seq: page.messages.at(-1)?.seq ?? page.lastSeq };
    this.#log.show(page);
  }

  /** A page of the history that the socket is in, for the log. */
  async #page(parameters) {
    if (!this.#welcomed) {
      throw new Error("not connected");
    }
    await this.#session();
    const page = await this.#fetchPage(parameters);
    if (page.epoch !== this.#cursor.epoch) {
      throw new Error("the history was cut");
    }
    page.messages.forEach((message) => this.#settled(message.id));
    return page;
  }

  #fetchPage(parameters) {
    const query = new URLSearchParams({ room: this.#room, ...parameters });
    return this.#call(`api/messages?${query}`, { headers: { Authorization: `Bearer ${this.#token}` } });
  }

  async #call(path, options) {
    const response = await fetch(path, { ...options, signal: AbortSignal.timeout(STEP_MS) });
    if (response.ok) {
      return response.json();
    }
    if (response.status === 401) {
      this.#token = null;
    } else if (response.status >= 400 && response.status < 500 && response.status !== 429 && response.status !== 408) {
      const problem = await response.json().catch(() => ({ title: `The server answered ${response.status}.` }));
      throw new Refused(path, problem);
    }
    throw new Error(`${path}: ${response.status}`);
  }

  #newSocket() {
    const { epoch, seq } = this.#cursor;
    const query = new URLSearchParams({ room: this.#room, after: `${epoch}:${seq}`, token: this.#token });
    const url = new URL(`ws?${query}`, location.href.split(/[?#]/)[0]);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    return new WebSocket(url);
  }

  #open() {
    this.#use(this.#newSocket(), this.#cursor.seq);
    this.#waitForNext();
  }

  #use(socket, openedAfter) {
    this.#socket = socket;
    this.#openedAfter = openedAfter;
    socket.onmessage = (event) => this.#frame(JSON.parse(event.data));
    socket.onclose = (event) => {
      const expired = event.code === POLICY_VIOLATED && event.reason === "token expired";
      // Those who did not move in time are closed a few at a time.
      const asked = event.code === SERVICE_RESTART && event.reason === "rebalance";
      if (expired || !this.#welcomed) {
        // A handshake's status is hidden from pages: it may have been refused for its token.
        this.#token = null;
      }
      this.#again(expired || asked ? QUICK_WAIT_MS : FIRST_WAIT_MS);
    };
  }

  /**
   * Opens another socket, to a replica that holds fewer users, and leaves the present one at its
   * welcome. Without a welcome nothing changes: the server closes the present one after a while.
   */
  #move() {
    if (!this.#caughtUp) {
      this.#moveDue = true;
      return;
    }
    this.#moveDue = false;
    if (this.#successor) {
      return;
    }
    const { epoch, seq } = this.#cursor;
    const successor = this.#newSocket();
    this.#successor = successor;
    successor.onclose = () => this.#stay();
    successor.onmessage = (event) => {
      const frame = JSON.parse(event.data);
      if (frame.type !== "welcome" || frame.epoch !== epoch || this.#cursor.epoch !== epoch) {
        // It cannot join yet, or the history was cut meanwhile.
        this.#stay();
        return;
      }
      this.#successor = null;
      this.#leave(this.#socket);
      this.#use(successor, seq);
      this.#caughtUp = false;
      this.#frame(frame);
    };
  }

  /** Gives the other socket up. */
  #stay() {
    if (this.#successor) {
      this.#leave(this.#successor);
      this.#successor = null;
    }
  }

  #leave(socket) {
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  /** Starts the timeout of the next step of connecting. */
  #waitForNext() {
    clearTimeout(this.#stepTimer);
    this.#stepTimer = setTimeout(() => this.#giveUp(), STEP_MS);
  }

  /** Leaves a socket, whose other end may hang and so not take part in its closing either. */
  #giveUp() {
    this.#leave(this.#socket);
    this.#again(QUICK_WAIT_MS);
  }

  /** Connects again after a wait; the first one may be shorter where no crowd breaks together. */
  #again(firstWait = FIRST_WAIT_MS) {
    this.#stay();
    this.#moveDue = false;
    this.#socket = null;
    clearTimeout(this.#stepTimer);
    if (this.#welcomed && Date.now() - this.#welcomedAt > STABLE_MS) {
      this.#failures = 0;
    }
    this.#welcomed = false;
    this.#caughtUp = false;
    const longest = this.#failures === 1 ? SECOND_WAIT_MS : LONGEST_WAIT_MS;
    const wait = this.#failures === 0 ? Math.random() * firstWait : (longest * (1 + Math.random())) / 2;
    this.#failures++;
    this.#state(navigator.onLine ? "connecting" : "lost", navigator.onLine ? "Reconnecting…" : "You are offline");
    $("online").textContent = "";
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), wait);
  }

  #frame(frame) {
    switch (frame.type) {
      case "welcome":
        this.#welcome(frame);
        break;
      case "message":
        this.#settled(frame.id);
        this.#log.add(frame);
        this.#advance(frame.seq);
        break;
      case "ack":
        this.#acknowledged(frame);
        break;
      case "history-reset":
        this.#reset(frame);
        break;
      case "history-trimmed":
        this.#trimmed(frame);
        break;
      case "rebalance":
        this.#move();
        break;
      case "presence":
        $("online").textContent = `${frame.online} online`;
        break;
      case "error":
        this.#refused(frame);
        break;
    }
  }

  #welcome(frame) {
    this.#welcomed = true;
    this.#welcomedAt = Date.now();
    this.#resetDue = frame.epoch !== this.#cursor.epoch || frame.lastSeq < this.#openedAfter;
    this.#replayEnd = frame.lastSeq;
    this.#state("connected", frame.replica ? `Connected to ${frame.replica}` : "Connected");
    this.#advance(0);
  }

  /** The messages up to a seq have come, or will not. Sends the outbox once that is all. */
  #advance(seq) {
    this.#cursor.seq = Math.max(this.#cursor.seq, seq);
    if (this.#caughtUp) {
      return;
    }
    if (this.#resetDue || this.#cursor.seq < this.#replayEnd) {
      this.#waitForNext();
      return;
    }
    clearTimeout(this.#stepTimer);
    this.#caughtUp = true;
    if (this.#moveDue) {
      this.#move();
    }
    for (const entry of this.#outbox.values()) {
      if (entry.undecidable && isOld(entry)) {
        this.#ask(entry);
      } else if (!entry.acknowledged) {
        entry.firstSentAt = entry.undecidable ? entry.firstSentAt : 0;
        this.#transmit(entry);
      }
    }
  }

  /** The store has lost what came after a seq; the room goes on from there in another epoch. */
  #reset(frame) {
    const seen = this.#cursor.seq;
    this.#cursor.epoch = frame.epoch;
    for (const { acknowledged, id } of this.#outbox.values()) {
      const survivedUpTo = acknowledged?.epoch === frame.epoch ? frame.lastSeq : frame.after;
      if (acknowledged?.seq > survivedUpTo) {
        this.#unacknowledged(id);
      }
    }
    if (seen < frame.after) {
      // More has survived than has come: the replay of a socket in the new epoch begins before it.
      this.#giveUp();
      return;
    }
    if (seen > frame.after) {
      this.#log.cut(frame.after);
      this.#log.notice(
        frame.after === 0
          ? "The room has started over."
          : "The room lost some messages; it goes on from here.");
    }
    this.#cursor.seq = frame.after;
    this.#replayEnd = frame.lastSeq;
    this.#resetDue = false;
    this.#caughtUp = false;
    this.#advance(frame.after);
  }

  #trimmed(frame) {
    const count = frame.last - frame.first + 1;
    this.#log.skip(frame.last, count === 1 ? "1 message is no longer kept." : `${count} messages are no longer kept.`);
    for (const entry of this.#outbox.values()) {
      if (entry.acknowledged?.seq <= frame.last) {
        this.#settled(entry.id);
      }
      entry.undecidable ||= entry.firstSentAt > 0;
    }
    this.#advance(frame.last);
  }

  /** The room has the message, which replaces the one shown as being sent. */
  #settled(id) {
    const entry = this.#outbox.get(id);
    if (entry) {
      this.#outbox.delete(id);
      entry.item.remove();
    }
  }

  #acknowledged({ id, epoch, seq }) {
    const entry = this.#outbox.get(id);
    if (!entry) {
      return;
    }
    if (epoch === this.#cursor.epoch && seq <= this.#cursor.seq) {
      // It was among those that are no longer kept.
      this.#settled(id);
      return;
    }
    // Kept on screen until the room's own copy comes; it is not sent any more.
    entry.acknowledged = { epoch, seq };
    entry.item.classList.remove("pending");
    entry.item.querySelector(".delivery").textContent = "";
  }

  /** The room had the message, and lost it before it came. */
  #unacknowledged(id) {
    const entry = this.#outbox.get(id);
    entry.acknowledged = null;
    entry.item.classList.add("pending");
    entry.item.querySelector(".delivery").textContent = "Sending…";
  }

  /** It is unknown whether the room had the message: the author may send it again. */
  #ask(entry) {
    this.#outbox.delete(entry.id);
    entry.item.classList.replace("pending", "failed");
    const again = document.createElement("button");
    again.type = "button";
    again.className = "quiet";
    again.textContent = "Send again";
    again.addEventListener("click", () => {
      entry.item.remove();
      this.send(entry.text);
      $("text").focus();
    });
    entry.item.querySelector(".delivery").replaceChildren("It is not known whether this was sent.", again);
  }

  #refused(frame) {
    if (frame.code === "unauthorized") {
      this.#token = null;
      this.#giveUp();
      return;
    }
    const entry = this.#outbox.get(frame.id);
    if (!entry || !FINAL_ERRORS.has(frame.code)) {
      // Too fast, or the store is away: what is not acknowledged is sent again in a moment.
      for (const waiting of entry ? [entry] : this.#outbox.values()) {
        waiting.refusedAt = Date.now();
      }
      return;
    }
    this.#outbox.delete(frame.id);
    entry.item.classList.replace("pending", "failed");
    entry.item.querySelector(".delivery").textContent = `Not sent: ${frame.message}`;
  }

  /** Sends what was refused again, under its own id: the room keeps only one. Notices a hang. */
  #look() {
    if (!this.#caughtUp) {
      return;
    }
    const now = Date.now();
    for (const entry of this.#outbox.values()) {
      if (entry.acknowledged) {
        continue;
      }
      if (entry.refusedAt) {
        if (now - entry.refusedAt > REFUSED_MS) {
          this.#transmit(entry);
        }
      } else if (now - entry.sentAt > ANSWER_MS) {
        this.#giveUp();
        return;
      }
    }
  }

  #transmit(entry) {
    if (!this.#caughtUp || this.#socket?.readyState !== WebSocket.OPEN) {
      return;
    }
    if (isOld(entry)) {
      // The room may have it and no longer know its id; another connection's replay says so.
      this.#giveUp();
      return;
    }
    const now = Date.now();
    entry.firstSentAt ||= now;
    entry.sentAt = now;
    entry.refusedAt = 0;
    this.#socket.send(JSON.stringify({ type: "send", id: entry.id, text: entry.text }));
  }

  #state(state, text) {
    $("state").dataset.state = state;
    if ($("state-text").textContent !== text) {
      $("state-text").textContent = text;
    }
  }
}
