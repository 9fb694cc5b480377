import { ownDocument } from "../../base/own_document.js";
import { nonce } from "./choices.js";
import { style } from "./style.js";
import { words } from "./words.js";

/** The button that opens the chat. It stands in the page, and what the chat is drawn in beside it. */
export class Launcher {
  element = ownDocument.createElement("otvet-widget");
  root = this.element.attachShadow({ mode: "open" });
  launcher = /** @type {HTMLButtonElement} */ (make("button", "launcher"));
  /** What is put here is read aloud. Screen readers pass over a frame that is not shown. */
  aloud = make("div", "aloud");
  #badge = make("span", "badge");
  #note = make("div", "note");
  #clicked;

  /**
   * @param {object} parts
   * @param {() => void} parts.clicked
   * @param {() => void} parts.approached  the visitor points at it
   */
  constructor({ clicked, approached }) {
    this.#clicked = clicked;
    const { element, root, launcher, aloud } = this;
    // The chat reads as its own language does, but stands where the page's readers look for it.
    element.dir = "ltr";
    element.dataset.transport = "offline";
    addStyle(root);
    launcher.type = "button";
    launcher.setAttribute("aria-haspopup", "dialog");
    this.#badge.setAttribute("aria-hidden", "true");
    launcher.append(icon("talk", talk), icon("shut", shut), this.#badge);
    launcher.addEventListener("pointerenter", approached);
    for (const type of heard) addEventListener(type, this, true);
    this.#note.setAttribute("role", "alert");
    this.#note.hidden = true;
    aloud.setAttribute("role", "status");
    aloud.setAttribute("aria-live", "polite");
    root.append(launcher, this.#note, aloud);
  }

  /**
   * Hears of what is done to the launcher before the page's own handlers do, which may stop it. Of its keys they hear nothing.
   * @param {Event} event
   */
  handleEvent(event) {
    for (const each of event.composedPath()) {
      if (each !== this.launcher) continue;
      if (event.type === "click") this.#clicked();
      else if (/^(Enter| )$/.test(/** @type {KeyboardEvent} */ (event).key)) event.stopImmediatePropagation();
    }
  }

  end() {
    for (const type of heard) removeEventListener(type, this, true);
  }

  /** @param {{ locale: "en" | "ru", isOpen: boolean, unread: number }} state */
  show({ locale, isOpen, unread }) {
    this.#badge.hidden = unread === 0;
    this.#badge.textContent = unread > 99 ? "99+" : String(unread);
    const own = words[locale];
    const label = isOpen ? own.close : own.open;
    this.element.lang = locale;
    this.launcher.setAttribute("aria-expanded", String(isOpen));
    this.launcher.setAttribute("aria-label", unread ? `${label}, ${own.unread(unread)}` : label);
  }

  /**
   * Says that the chat did not load.
   * @param {"en" | "ru"} locale
   * @param {() => void} retry
   */
  showFailure(locale, retry) {
    const again = ownDocument.createElement("button");
    again.type = "button";
    again.textContent = words[locale].retry;
    again.addEventListener("click", () => {
      this.launcher.focus();
      retry();
    });
    this.#note.textContent = words[locale].failed;
    this.#note.append(again);
    this.#note.hidden = false;
  }

  hideFailure() {
    this.#note.hidden = true;
  }
}

const heard = ["click", "keydown", "keypress", "keyup"];

const talk = "M21 11.5a8.4 8.4 0 0 1-9 8.4 9.6 9.6 0 0 1-3.6-.8L3 21l1.9-4.7a8 8 0 0 1-1.4-4.8 8.5 8.5 0 0 1 17.5 0Z";
const shut = "m5 9 7 7 7-7";

/** @param {string} tag @param {string} name */
function make(tag, name) {
  const made = ownDocument.createElement(tag);
  made.className = name;
  made.dataset.testid = name;
  return made;
}

/** @param {string} name @param {string} path */
function icon(name, path) {
  const svg = ownDocument.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = ownDocument.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("class", name);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}

/** @param {ShadowRoot} root */
function addStyle(root) {
  try {
    // The page's content security policy may forbid style elements.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Safari before 16.4 and Firefox before 101 have nothing else.
    const element = ownDocument.createElement("style");
    element.nonce = nonce;
    element.textContent = style;
    root.append(element);
  }
}
