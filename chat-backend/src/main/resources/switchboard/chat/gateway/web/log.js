// What is on screen: a window of the room's messages, about 500 whatever is scrolled and however
// busy the room is. The rest is fetched when it is scrolled to, older and newer.

const MAX_SHOWN = 500;
const PAGE = 100;
const RETRY_MS = 1500;
const GROUPED_MS = 5 * 60 * 1000;
const AT_END_PX = 48;

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

function delay(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

function hueOf(name) {
  let hash = 0;
  for (const char of name) {
    hash = (hash * 31 + char.codePointAt(0)) >>> 0;
  }
  return `hue-${hash % 8}`;
}

/**
 * The messages in the order of their seq, then those still being sent.
 *
 * The list holds all that the room has of the seqs #from + 1 to #to. While #to is the room's end
 * the window is attached: what comes is shown. A reader who scrolls up in a room that goes on
 * detaches it; scrolling down again, or the button, brings the rest.
 */
export class Log {
  #log = $("log");
  #messages = $("messages");
  #outbox = $("outbox");
  #newer = $("newer");
  #me;
  #room;
  #pages;
  #from = 0;
  #to = 0;
  #end = 0;
  /** Nothing is kept up to this seq. */
  #trimmed = 0;
  /** Whether a page is being fetched; what is fetched for an earlier turn is not shown. */
  #loading = false;
  #turn = 0;
  #jumping = false;
  /** The newest messages beyond the window, which close the gap to a page fetched meanwhile. */
  #recent = [];
  #unread = 0;
  #unseen = 0;
  #notices = [];
  #scrollDue = false;

  /**
   * @param pages latest() and after(seq, limit) promise a page of the room's history; they fail
   *     while there is no connection, and when the history was cut meanwhile
   */
  constructor(me, room, pages) {
    this.#me = me;
    this.#room = room;
    this.#pages = pages;
    this.#messages.replaceChildren();
    this.#outbox.replaceChildren();
    this.#log.addEventListener("scroll", () => {
      if (this.#atEnd()) {
        this.#seen();
      }
      this.#fill();
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

  /** The user's name as the server has it. */
  rename(me) {
    this.#me = me;
  }

  /** Shows the room's latest messages, and nothing else. */
  show(page) {
    this.#turn++;
    this.#to = page.messages.length ? page.messages.at(-1).seq : page.lastSeq;
    this.#from = page.messages.length ? page.messages[0].seq - 1 : page.lastSeq;
    this.#trimmed = page.messages.length ? 0 : page.lastSeq;
    this.#end = Math.max(this.#end, this.#to);
    this.#quietly(() => {
      this.#messages.replaceChildren();
      page.messages.forEach((message) => this.#append(message));
      this.#appendRecent();
    });
    this.#moved();
    this.#scrollDown();
  }

  /** Shows a message that comes at the room's end, once, however often it comes. */
  add(message) {
    if (message.seq <= this.#end) {
      return;
    }
    const follow = this.#atEnd() || message.from === this.#me;
    const shows = this.#attached() && (follow || this.#messages.childElementCount < MAX_SHOWN);
    this.#end = message.seq;
    if (shows) {
      this.#to = message.seq;
      this.#append(message);
      this.#trimTop();
    } else {
      this.#recent.push(message);
      if (this.#recent.length > PAGE) {
        this.#recent.shift();
      }
    }
    if (follow) {
      this.scrollToEnd();
    } else {
      this.#unseen++;
      this.#offerNewer();
    }
    this.#showEmpty();
    this.#showOutbox();
    if (document.hidden) {
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
    this.#showEmpty();
    this.scrollToEnd();
    return item;
  }

  /** A sentence at the end of what was said so far, as soon as that is on screen. */
  notice(text) {
    const follow = this.#atEnd();
    this.#notices.push(text);
    if (this.#attached()) {
      this.#placeNotices();
    }
    if (follow) {
      this.scrollToEnd();
    } else {
      this.#offerNewer();
    }
  }

  /** The messages up to a seq are no longer kept, so they will not come. */
  skip(seq, text) {
    if (seq <= this.#end) {
      return;
    }
    if (this.#attached()) {
      this.notice(text);
      this.#to = seq;
    }
    this.#end = seq;
    this.#recent = [];
  }

  /**
   * The room has lost what came after a seq, and goes on from there: the same seqs come again with
   * other messages. What was lost stays on screen, marked, until the window moves on.
   */
  cut(after) {
    this.#turn++;
    for (const item of this.#messages.querySelectorAll("[data-seq]")) {
      if (Number(item.dataset.seq) > after) {
        delete item.dataset.seq;
        item.classList.add("lost");
        item.title = "No longer in the room";
        item.append(make("span", "for-readers", "No longer in the room"));
      }
    }
    this.#recent = [];
    this.#end = after;
    this.#to = Math.min(this.#to, after);
    this.#from = Math.min(this.#from, after);
    this.#trimmed = Math.min(this.#trimmed, after);
  }

  scrollToEnd() {
    if (this.#attached()) {
      this.#scrollDown();
    } else {
      this.#jump();
    }
  }

  #scrollDown() {
    if (this.#attached()) {
      this.#seen();
    }
    if (!this.#scrollDue) {
      this.#scrollDue = true;
      requestAnimationFrame(() => {
        this.#scrollDue = false;
        this.#log.scrollTop = this.#log.scrollHeight;
        this.#fill();
      });
    }
  }

  /** The end is too far away to be scrolled to: the window begins again there. */
  async #jump() {
    if (this.#jumping) {
      return;
    }
    this.#jumping = true;
    for (;;) {
      const turn = ++this.#turn;
      const page = await this.#pages.latest().catch(() => null);
      if (page && turn === this.#turn) {
        this.#jumping = false;
        this.show(page);
        return;
      }
      await delay(RETRY_MS);
    }
  }

  /** Fetches what is about to be scrolled to. */
  #fill() {
    if (this.#loading || this.#jumping) {
      return;
    }
    const { scrollTop, scrollHeight, clientHeight } = this.#log;
    if (!this.#attached() && scrollHeight - scrollTop - clientHeight < clientHeight) {
      this.#load(this.#to, (page) => this.#appendPage(page));
    } else if (this.#from > this.#trimmed && scrollTop < clientHeight) {
      this.#load(Math.max(this.#from - PAGE, 0), (page, after) => this.#prependPage(page, after));
    }
  }

  async #load(after, place) {
    this.#loading = true;
    const turn = this.#turn;
    const end = this.#end;
    const page = await this.#pages.after(after, PAGE).catch(() => null);
    if (page && turn === this.#turn) {
      this.#quietly(() => this.#holdingStill(() => place(page, after, end)));
      this.#moved();
    } else {
      await delay(RETRY_MS);
    }
    this.#loading = false;
    this.#fill();
  }

  /** What a page lacks of the messages up to a known end is no longer kept. */
  #appendPage(page, after, end) {
    page.messages.filter((message) => message.seq > this.#to).forEach((message) => this.#append(message));
    this.#to = Math.max(page.messages.at(-1)?.seq ?? 0, page.messages.length < PAGE ? end : 0);
    this.#end = Math.max(this.#end, this.#to);
    this.#appendRecent();
    this.#trimTop();
  }

  #appendRecent() {
    if (this.#recent.length > 0 && this.#recent[0].seq <= this.#to + 1) {
      this.#recent.filter((message) => message.seq > this.#to).forEach((message) => this.#append(message));
      this.#to = this.#end;
    }
    if (this.#attached()) {
      this.#recent = [];
    }
  }

  #prependPage(page, after) {
    const older = page.messages.filter((message) => message.seq <= this.#from);
    if (older.length === 0) {
      this.#trimmed = this.#from;
      return;
    }
    const next = this.#messages.firstElementChild;
    const items = older.map((message) => this.#item(message));
    this.#messages.prepend(...items);
    items.forEach((item) => this.#group(item));
    this.#group(next);
    this.#from = after;
    this.#trimBottom();
  }

  #append(message) {
    const item = this.#item(message);
    this.#messages.append(item);
    this.#group(item);
  }

  #trimTop() {
    if (this.#messages.childElementCount <= MAX_SHOWN) {
      return;
    }
    while (this.#messages.childElementCount > MAX_SHOWN) {
      this.#messages.firstElementChild.remove();
    }
    const first = this.#messages.querySelector("[data-seq]");
    this.#from = first ? Number(first.dataset.seq) - 1 : this.#to;
    this.#group(this.#messages.firstElementChild);
  }

  #trimBottom() {
    const excess = this.#messages.childElementCount > MAX_SHOWN;
    while (this.#messages.childElementCount > MAX_SHOWN) {
      this.#messages.lastElementChild.remove();
    }
    if (excess) {
      const last = [...this.#messages.querySelectorAll("[data-seq]")].at(-1);
      this.#to = Number(last.dataset.seq);
    }
  }

  /** Changes the list without moving what is being read. */
  #holdingStill(change) {
    const top = this.#log.getBoundingClientRect().top;
    const read = [...this.#messages.children].find((item) => item.getBoundingClientRect().bottom > top);
    const before = read?.getBoundingClientRect().top;
    change();
    if (read?.isConnected) {
      this.#log.scrollTop += read.getBoundingClientRect().top - before;
    }
  }

  /** Shows what was said long ago; it is not read out as if it came now. */
  #quietly(change) {
    this.#log.setAttribute("aria-live", "off");
    change();
    setTimeout(() => this.#log.setAttribute("aria-live", "polite"), 500);
  }

  /** What follows from another window. */
  #moved() {
    if (this.#attached()) {
      this.#placeNotices();
    } else {
      this.#offerNewer();
    }
    this.#showOutbox();
    this.#showEmpty();
    if (this.#atEnd()) {
      this.#seen();
    }
  }

  #placeNotices() {
    this.#messages.append(...this.#notices.splice(0).map((text) => make("li", "notice", text)));
  }

  /** What is being sent comes after the room's end, so it is shown with that only. */
  #showOutbox() {
    this.#outbox.hidden = !this.#attached();
  }

  #showEmpty() {
    $("empty").hidden = this.#messages.childElementCount + this.#outbox.childElementCount > 0;
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
    const name = make("b", "");
    name.append(make("bdi", "", message.from), own ? " (you)" : "");
    meta.append(name, " ", time);
    const text = make("span", "text", message.text);
    text.dir = "auto";
    item.append(avatar, meta, text);
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

  #attached() {
    return this.#to >= this.#end;
  }

  #atEnd() {
    return (
      this.#attached() &&
      (this.#scrollDue || this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight < AT_END_PX)
    );
  }

  #offerNewer() {
    const messages = this.#unseen === 1 ? "1 new message" : `${this.#unseen} new messages`;
    this.#newer.textContent = `${this.#unseen ? messages : "Newer messages"} ↓`;
    this.#newer.hidden = false;
  }

  #seen() {
    this.#unseen = 0;
    this.#newer.hidden = true;
  }

  #title() {
    document.title = `${this.#unread ? `(${this.#unread}) ` : ""}#${this.#room} – Switchboard`;
  }
}
