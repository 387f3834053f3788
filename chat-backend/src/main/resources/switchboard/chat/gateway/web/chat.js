// The chat page: a session, a room's history, one WebSocket that is opened again whenever it ends,
// and an outbox whose messages are sent again, under the same id, until the room has them.

const HISTORY = 50;
const MOST_SHOWN = 500;
const MAX_TEXT_BYTES = 4096;
// Pages that break together come back evenly over the first wait; after a failure they are spread
// already, and half of the wait is left to chance. Nobody waits so long that 10 s without a
// connection follow the return of the servers.
const FIRST_WAIT_MS = 3000;
const SECOND_WAIT_MS = 4000;
const LONGEST_WAIT_MS = 6000;
const QUICK_WAIT_MS = 250;
// A connection that stood this long was a good one.
const STABLE_MS = 5000;
// Each step of connecting: a request, or a socket from its start to its welcome. A gateway may wait
// 10 s before it says that too many want in.
const STEP_MS = 12000;
// A replica answers within 1.5 s, if only to say that it cannot: after this, something hangs.
const ANSWER_MS = 2500;
const REFUSED_MS = 1500;
const LOOK_MS = 500;
const GROUPED_MS = 5 * 60 * 1000;
const ROOM_FORM = /^[A-Za-z0-9._-]{1,64}$/;
// Errors about a message that sending it again cannot change.
const FINAL_ERRORS = new Set(["malformed", "text-too-long"]);

const $ = (id) => document.getElementById(id);
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const fullTime = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

function hueOf(name) {
  let hash = 0;
  for (const char of name) {
    hash = (hash * 31 + char.codePointAt(0)) >>> 0;
  }
  return `hue-${hash % 8}`;
}

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

/** What is on screen: messages in the order of their seq, then those still being sent. */
class Log {
  #log = $("log");
  #messages = $("messages");
  #outbox = $("outbox");
  #newer = $("newer");
  #me;
  #shown = new Set();
  #unread = 0;
  #unseen = 0;
  #scrollDue = false;
  #room;

  constructor(me, room) {
    this.#me = me;
    this.#room = room;
    this.#messages.replaceChildren();
    this.#outbox.replaceChildren();
    this.#log.addEventListener("scroll", () => {
      if (this.#atEnd()) {
        this.#seen();
      }
    });
    this.#newer.addEventListener("click", () => {
      this.scrollToEnd();
      $("text").focus();
    });
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) {
        this.#unread = 0;
        this.#title();
      }
    });
    this.#title();
  }

  /** Shows a message once, whatever number of times it comes. */
  add(message, live) {
    if (this.#shown.has(message.seq)) {
      return;
    }
    this.#shown.add(message.seq);
    const follow = this.#atEnd() || message.from === this.#me;
    const item = this.#item(message);
    let before = this.#messages.lastElementChild;
    while (before && Number(before.dataset.seq) > message.seq) {
      before = before.previousElementSibling;
    }
    if (before) {
      before.after(item);
    } else {
      this.#messages.prepend(item);
    }
    this.#group(item);
    this.#group(item.nextElementSibling);
    this.#trim(follow);
    this.empty(false);
    if (follow) {
      this.scrollToEnd();
    } else {
      this.#unseen++;
      this.#newer.textContent = this.#unseen === 1 ? "1 new message ↓" : `${this.#unseen} new messages ↓`;
      this.#newer.hidden = false;
    }
    if (live && document.hidden) {
      this.#unread++;
      this.#title();
    }
  }

  /** Shows a message that is being sent; the caller keeps the element to remove it. */
  addPending(text) {
    const item = this.#item({ from: this.#me, text, at: new Date().toISOString() });
    item.classList.add("pending", "follows");
    item.append(make("span", "delivery", "Sending…"));
    this.#outbox.append(item);
    this.empty(false);
    this.scrollToEnd();
    return item;
  }

  empty(isEmpty) {
    $("empty").hidden = !isEmpty;
  }

  notice(text) {
    this.#messages.append(make("li", "notice", text));
  }

  clear() {
    this.#messages.replaceChildren();
    this.#shown.clear();
  }

  scrollToEnd() {
    this.#seen();
    if (!this.#scrollDue) {
      this.#scrollDue = true;
      requestAnimationFrame(() => {
        this.#scrollDue = false;
        this.#log.scrollTop = this.#log.scrollHeight;
      });
    }
  }

  #item(message) {
    const item = make("li", "message");
    const own = message.from === this.#me;
    item.classList.toggle("own", own);
    if (message.seq) {
      item.dataset.seq = message.seq;
    }
    item.dataset.from = message.from;
    item.dataset.at = Date.parse(message.at);
    const avatar = make("span", `avatar ${hueOf(message.from)}`, [...message.from][0].toUpperCase());
    avatar.setAttribute("aria-hidden", "true");
    const meta = make("span", "meta");
    const time = make("time", "", clock.format(new Date(message.at)));
    time.dateTime = message.at;
    time.title = fullTime.format(new Date(message.at));
    meta.append(make("b", "", own ? `${message.from} (you)` : message.from), " ", time);
    item.append(avatar, meta, make("span", "text", message.text));
    return item;
  }

  /** One author's messages in a row share a head. */
  #group(item) {
    if (!item) {
      return;
    }
    const before = item.previousElementSibling;
    item.classList.toggle(
      "follows",
      before?.dataset.from === item.dataset.from && item.dataset.at - before.dataset.at < GROUPED_MS);
  }

  #trim(follow) {
    if (follow && this.#messages.childElementCount > MOST_SHOWN) {
      this.#messages.firstElementChild.remove();
      this.#group(this.#messages.firstElementChild);
    }
  }

  #atEnd() {
    return this.#scrollDue || this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < 48;
  }

  #seen() {
    this.#unseen = 0;
    this.#newer.hidden = true;
  }

  #title() {
    document.title = `${this.#unread ? `(${this.#unread}) ` : ""}#${this.#room} – Switchboard`;
  }
}

/** A refusal that trying again cannot change. */
class Refused extends Error {}

/** One person in one room, connected for as long as the page is open. */
class Chat {
  #name;
  #room;
  #log;
  #token;
  #tokenEnds = 0;
  #last = null;
  #socket = null;
  #welcomed = false;
  #welcomedAt = 0;
  #patience = 0;
  #failures = 0;
  #timer = 0;
  #outbox = new Map();

  constructor(name, room) {
    this.#name = name;
    this.#room = room;
    this.#log = new Log(name, room);
    addEventListener("online", () => this.#connectNow());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) {
        this.#connectNow();
      }
    });
    setInterval(() => this.#look(), LOOK_MS);
    this.#connect();
  }

  send(text) {
    const entry = { id: uuid(), text, sentAt: 0, refusedAt: 0, acknowledged: false, item: this.#log.addPending(text) };
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
    this.#state("connecting", this.#failures || this.#last !== null ? "Reconnecting…" : "Connecting…");
    try {
      await this.#session();
      if (this.#last === null) {
        await this.#history();
      }
    } catch (failure) {
      if (failure instanceof Refused) {
        this.#state("lost", "Not connected");
        this.#log.notice(failure.message);
      } else {
        this.#again();
      }
      return;
    }
    this.#open();
  }

  /** A token that is good for another minute. */
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
  }

  async #history() {
    const query = new URLSearchParams({ room: this.#room, limit: HISTORY });
    const history = await this.#call(`api/messages?${query}`, {
      headers: { Authorization: `Bearer ${this.#token}` },
    });
    history.messages.forEach((message) => this.#show(message, false));
    this.#last = history.lastSeq;
    this.#log.empty(history.messages.length === 0 && this.#outbox.size === 0);
    this.#log.scrollToEnd();
  }

  async #call(path, options) {
    const response = await fetch(path, { ...options, signal: AbortSignal.timeout(STEP_MS) });
    if (response.ok) {
      return response.json();
    }
    if (response.status === 401) {
      this.#token = null;
    } else if (response.status >= 400 && response.status < 500 && response.status !== 429 && response.status !== 408) {
      const problem = await response.json().catch(() => ({}));
      throw new Refused(problem.detail ?? problem.title ?? `The server answered ${response.status}.`);
    }
    throw new Error(`${path}: ${response.status}`);
  }

  #open() {
    const query = new URLSearchParams({ room: this.#room, after: this.#last, token: this.#token });
    const url = new URL(`ws?${query}`, location.href.split(/[?#]/)[0]);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(url);
    this.#socket = socket;
    this.#welcomed = false;
    this.#patience = setTimeout(() => this.#giveUp(), STEP_MS);
    socket.onmessage = (event) => this.#frame(JSON.parse(event.data));
    socket.onclose = () => {
      if (!this.#welcomed) {
        // A handshake's status is hidden from pages: the token may be what it was refused for.
        this.#token = null;
      }
      this.#again();
    };
  }

  /** Leaves a socket whose other end hangs, and so would not take part in its closing either. */
  #giveUp() {
    const socket = this.#socket;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
    this.#again(QUICK_WAIT_MS);
  }

  /** Connects again after a wait; the first one may be shorter where no crowd breaks together. */
  #again(firstWait = FIRST_WAIT_MS) {
    this.#socket = null;
    clearTimeout(this.#patience);
    if (this.#welcomed && Date.now() - this.#welcomedAt > STABLE_MS) {
      this.#failures = 0;
    }
    this.#welcomed = false;
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
        this.#last = Math.max(this.#last, frame.seq);
        this.#show(frame, true);
        break;
      case "ack":
        this.#acknowledged(frame.id);
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
    if (frame.lastSeq < this.#last) {
      // The room is younger than what is shown: its store was emptied.
      this.#log.clear();
      this.#log.notice("The room has started anew.");
      this.#last = 0;
      this.#socket.close();
      return;
    }
    this.#welcomed = true;
    this.#welcomedAt = Date.now();
    clearTimeout(this.#patience);
    this.#state("connected", frame.replica ? `Connected to ${frame.replica}` : "Connected");
    for (const entry of this.#outbox.values()) {
      if (!entry.acknowledged) {
        this.#transmit(entry);
      }
    }
  }

  #show(message, live) {
    this.#settled(message.id);
    this.#log.add(message, live);
  }

  /** The room has the message: what was shown as being sent gives way to it. */
  #settled(id) {
    const entry = this.#outbox.get(id);
    if (entry) {
      this.#outbox.delete(id);
      entry.item.remove();
    }
  }

  #acknowledged(id) {
    const entry = this.#outbox.get(id);
    if (entry) {
      // Kept on screen until the room's own copy comes; it is not sent any more.
      entry.acknowledged = true;
      entry.item.classList.remove("pending");
      entry.item.querySelector(".delivery").textContent = "";
    }
  }

  #refused(frame) {
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
    if (!this.#welcomed) {
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
    if (this.#welcomed && this.#socket?.readyState === WebSocket.OPEN) {
      entry.sentAt = Date.now();
      entry.refusedAt = 0;
      this.#socket.send(JSON.stringify({ type: "send", id: entry.id, text: entry.text }));
    }
  }

  #state(state, text) {
    $("state").dataset.state = state;
    if ($("state-text").textContent !== text) {
      $("state-text").textContent = text;
    }
  }
}

function complain(field, message) {
  $(`${field}-error`).textContent = message;
  $(field).setAttribute("aria-invalid", message ? "true" : "false");
  return !message;
}

function nameProblem(name) {
  if (!name) {
    return "Enter a name: it is shown beside what you write.";
  }
  return /\p{Cc}/u.test(name) || name.length > 32 ? "A name has at most 32 characters." : "";
}

function roomProblem(room) {
  return ROOM_FORM.test(room) ? "" : "A room's name has 1 to 64 letters, digits, dots, dashes or underscores.";
}

function enter(name, room) {
  history.replaceState(null, "", `?${new URLSearchParams({ room, name })}`);
  $("entrance").hidden = true;
  $("chat").hidden = false;
  $("room-name").textContent = `#${room}`;
  const chat = new Chat(name, room);
  const text = $("text");

  function fit() {
    text.style.height = "auto";
    text.style.height = `${text.scrollHeight + 2}px`;
  }

  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    const written = text.value.trim();
    const bytes = new TextEncoder().encode(written).length;
    if (complain("text", bytes > MAX_TEXT_BYTES ? `Too long by ${bytes - MAX_TEXT_BYTES} bytes.` : "") && written) {
      chat.send(written);
      text.value = "";
      fit();
    }
    text.focus();
  });
  text.addEventListener("input", fit);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      $("composer").requestSubmit();
    }
  });
  $("leave").addEventListener("click", () => location.assign(`?${new URLSearchParams({ room })}`));
  $("share").addEventListener("click", async () => {
    const link = new URL(`?${new URLSearchParams({ room })}`, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      $("share").textContent = "Copied";
    } catch {
      prompt("The link to this room:", link);
    }
    setTimeout(() => ($("share").textContent = "Copy link"), 2000);
  });
  text.focus();
}

function start() {
  const query = new URLSearchParams(location.search);
  const name = (query.get("name") ?? "").trim();
  const room = (query.get("room") ?? "lobby").trim();
  if (name && !nameProblem(name) && !roomProblem(room)) {
    enter(name, room);
    return;
  }
  $("name").value = name;
  $("room").value = room;
  if (query.has("room")) {
    complain("room", roomProblem(room));
  }
  $("name").focus();
  $("join").addEventListener("submit", (event) => {
    event.preventDefault();
    const chosenName = $("name").value.trim();
    const chosenRoom = $("room").value.trim();
    const roomFits = complain("room", roomProblem(chosenRoom));
    if (!complain("name", nameProblem(chosenName))) {
      $("name").focus();
    } else if (!roomFits) {
      $("room").focus();
    } else {
      enter(chosenName, chosenRoom);
    }
  });
}

start();
