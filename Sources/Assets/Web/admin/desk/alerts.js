import { portrait } from "../../look/portrait.js";
import { after } from "../../base/lifetime.js";
import { chime } from "./chime.js";

/** So long another window has to say that it shows the ticket already, in milliseconds. */
const patience = 150;
/** Sounds closer together than this would be one noise, in milliseconds. */
const soundRest = 3_000;
/** What a notification has room for. */
const textLimit = 200;

/**
 * Tells of what customers write, once, whatever many windows the agent has: by a sound, by a notification of the
 * desktop, and in the window itself.
 */
export class Alerts {
  #storage;
  #words;
  #signal;
  #toasts;
  #isLooking;
  #open;
  #channel = new BroadcastChannel("otvet:panel:alerts");
  /** One window speaks for all; where the browser has no locks, each for itself. */
  #isSpeaker = !navigator.locks;
  /**
   * Messages that may be before the agent's eyes in another window, until it has had time to say so.
   * @type {Set<string>}
   */
  #asked = new Set();
  /**
   * What is told of in this window, once for each ticket.
   * @type {Map<string, { count: number, dismiss: () => void }>}
   */
  #shown = new Map();
  #soundedAt = -Infinity;

  /**
   * @param {object} parts
   * @param {import("../../base/storage.js").BrowserStorage} parts.storage
   * @param {Staff.Words} parts.words
   * @param {AbortSignal} parts.signal
   * @param {Staff.Parts["toasts"]} parts.toasts
   * @param {(ticket: string) => boolean} parts.isLooking  whether the agent has it before their eyes here
   * @param {(ticket: string) => void} parts.open
   */
  constructor({ storage, words, signal, toasts, isLooking, open }) {
    this.#storage = storage;
    this.#words = words;
    this.#signal = signal;
    this.#toasts = toasts;
    this.#isLooking = isLooking;
    this.#open = open;
    signal.addEventListener("abort", () => this.#channel.close());
    this.#channel.addEventListener("message", ({ data }) => {
      if (data.type === "seen") this.#asked.delete(data.message);
      else if (data.type === "asked" && isLooking(data.ticket)) this.#say({ type: "seen", message: data.message });
    });
    // Held as long as this window is there.
    navigator.locks?.request("otvet:panel:speaker", { signal }, () => {
      this.#isSpeaker = true;
      return new Promise((_, reject) => signal.addEventListener("abort", reject));
    }).catch(() => {});
  }

  get hasSound() {
    return this.#storage.get("sound") !== "off";
  }

  set hasSound(isOn) {
    this.#storage.set("sound", isOn ? "on" : "off");
    if (isOn) chime();
  }

  get hasNotifications() {
    return this.#storage.get("notifications") === "on" && canNotify() && Notification.permission === "granted";
  }

  /**
   * Only ever called because a button was pressed: nobody is asked for leave out of the blue.
   * @param {boolean} isOn
   */
  async setNotifications(isOn) {
    if (isOn && (!canNotify() || await Notification.requestPermission() !== "granted")) {
      const { notificationsRefused: title, notificationsRefusedText: text } = this.#words;
      this.#toasts.show({ title, text, kind: "bad" });
      return;
    }
    this.#storage.set("notifications", isOn ? "on" : "off");
  }

  /**
   * A customer has written.
   * @param {Wire.Message} message
   * @param {{ name: string, avatar: string | undefined, text: string }} shown
   */
  tell({ id, ticket_id: ticket }, { name, avatar, text }) {
    if (this.#isLooking(ticket)) return this.#say({ type: "seen", message: id });
    if (document.hasFocus()) this.#show(ticket, name, avatar, text);
    if (!this.#isSpeaker) return;
    this.#asked.add(id);
    this.#say({ type: "asked", message: id, ticket });
    after(patience, this.#signal, () => {
      if (!this.#asked.delete(id)) return;
      if (this.hasSound) this.#sound();
      if (this.hasNotifications && !document.hasFocus()) this.#notify(ticket, name, text);
    });
  }

  #sound() {
    const now = performance.now();
    if (now - this.#soundedAt < soundRest) return;
    this.#soundedAt = now;
    chime();
  }

  /** @param {string} ticket @param {string} name @param {string | undefined} avatar @param {string} text */
  #show(ticket, name, avatar, text) {
    const before = this.#shown.get(ticket);
    const count = (before?.count ?? 0) + 1;
    before?.dismiss();
    const dismiss = this.#toasts.show({
      title: count > 1 ? this.#words.several(name, count) : name,
      text,
      picture: portrait(name, avatar),
      open: () => this.#open(ticket),
      gone: () => this.#shown.delete(ticket),
    });
    this.#shown.set(ticket, { count, dismiss });
  }

  /** @param {string} ticket @param {string} name @param {string} text */
  #notify(ticket, name, text) {
    try {
      const icon = document.querySelector("link[rel=icon]")?.getAttribute("href") ?? "";
      const shown = new Notification(name, { body: text.slice(0, textLimit), tag: `otvet ${ticket}`, icon });
      shown.addEventListener("click", () => {
        focus();
        this.#open(ticket);
        shown.close();
      });
    } catch {
      // Phones let only a service worker notify: the sound and the badge have to do.
    }
  }

  /** @param {object} message */
  #say(message) {
    if (!this.#signal.aborted) this.#channel.postMessage(message);
  }
}

function canNotify() {
  return "Notification" in window;
}
