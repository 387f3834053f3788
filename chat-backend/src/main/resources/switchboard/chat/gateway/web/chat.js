// The chat page: who joins which room, and the box to write in.

import { NAME_REFUSED, Room } from "./room.js";

const MAX_TEXT_BYTES = 4096;
const MAX_NAME_CHARACTERS = 32;
const INVISIBLE = "A name has no invisible characters.";
const ROOM_FORM = /^[A-Za-z0-9._-]{1,64}$/;

const $ = (id) => document.getElementById(id);

function complain(field, message) {
  $(`${field}-error`).textContent = message;
  $(field).setAttribute("aria-invalid", message ? "true" : "false");
  return !message;
}

/** A name in the form that the server gives it. */
function nameOf(written) {
  return written.normalize("NFKC").replace(/\p{Zs}+/gu, " ").trim();
}

/** What a reader counts as one character can be several of Unicode's. */
function characters(text) {
  return Intl.Segmenter ? [...new Intl.Segmenter().segment(text)].length : [...text].length;
}

/** What is plainly wrong with a name; the server, which knows more, may refuse it all the same. */
function nameProblem(name) {
  if (!name) {
    return "Enter a name: it is shown beside what you write.";
  }
  // Joiners are seen where they join: the server looks at what stands beside them.
  if (/[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/u.test(name)) {
    return INVISIBLE;
  }
  return characters(name) > MAX_NAME_CHARACTERS ? `A name has at most ${MAX_NAME_CHARACTERS} characters.` : "";
}

function roomProblem(room) {
  return ROOM_FORM.test(room) ? "" : "A room's name has 1 to 64 letters, digits, dots, dashes or underscores.";
}

function enter(name, room) {
  history.replaceState(null, "", `?${new URLSearchParams({ room, name })}`);
  $("entrance").hidden = true;
  $("chat").hidden = false;
  $("room-name").textContent = `#${room}`;
  const joined = new Room(name, room);
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
      joined.send(written);
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
  const name = nameOf(query.get("name") ?? "");
  const room = (query.get("room") ?? "lobby").trim();
  const refused = location.hash === NAME_REFUSED;
  if (name && !refused && !nameProblem(name) && !roomProblem(room)) {
    enter(name, room);
    return;
  }
  $("name").value = name;
  complain("name", refused ? INVISIBLE : "");
  $("room").value = room;
  if (query.has("room")) {
    complain("room", roomProblem(room));
  }
  $("name").focus();
  $("join").addEventListener("submit", (event) => {
    event.preventDefault();
    const chosenName = nameOf($("name").value);
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
