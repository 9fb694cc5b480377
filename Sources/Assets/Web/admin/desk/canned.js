import { APIError } from "../../base/call.js";
import { element } from "../../base/dom.js";

/** More than this nobody reads; typing finds the rest. */
const shownLimit = 30;
/** Replies that were asked for so long ago are asked for again, in milliseconds. */
const freshness = 60_000;

/** The canned replies over the composer, while a slash stands at its beginning. */
export class Canned {
  element;
  #words;
  #ticket;
  #api;
  #pick;
  #field;
  /** @type {readonly Staff.CannedReply[]} */
  #replies = [];
  #askedAt = 0;
  /** @type {readonly Staff.CannedReply[]} */
  #found = [];
  #index = 0;
  /**
   * What is looked for; nothing while it is closed.
   * @type {string | undefined}
   */
  #query;
  /** What was looked for when the agent closed it. */
  #dismissed = "";

  /**
   * @param {object} parts
   * @param {Staff.Words} parts.words
   * @param {Staff.Parts["api"]} parts.api
   * @param {string} parts.ticket
   * @param {HTMLTextAreaElement} parts.field
   * @param {(text: string) => void} parts.pick
   */
  constructor({ words, api, ticket, field, pick }) {
    this.#words = words;
    this.#api = api;
    this.#ticket = ticket;
    this.#field = field;
    // The role of a combobox is not allowed to a field of several lines.
    field.setAttribute("aria-haspopup", "listbox");
    this.#pick = pick;
    this.element = element("div", {
      class: "menu canned", role: "listbox", id: `canned-${ticket}`, "aria-label": words.canned, tabindex: "0", hidden: "",
      "data-testid": "canned",
    });
  }

  /**
   * The text of the field has changed.
   * @param {string} text
   */
  changed(text) {
    const [, query] = /^\/([^\n/]*)$/.exec(text) ?? [];
    if (query === undefined) this.#dismissed = "";
    if (query === undefined || (this.#dismissed && text.startsWith(this.#dismissed))) return this.close();
    const isOpening = this.#query === undefined;
    this.#query = query;
    if (isOpening && Date.now() - this.#askedAt > freshness) void this.#load();
    this.#find();
  }

  close() {
    this.#query = undefined;
    this.element.hidden = true;
    this.#field.removeAttribute("aria-activedescendant");
    this.#field.removeAttribute("aria-controls");
  }

  /**
   * Whether the key was meant for the list.
   * @param {KeyboardEvent} event
   */
  pressed(event) {
    if (this.#query === undefined) return false;
    const count = this.#found.length;
    switch (event.key) {
      case "ArrowDown": this.#move((this.#index + 1) % Math.max(count, 1)); return true;
      case "ArrowUp": this.#move((this.#index - 1 + count) % Math.max(count, 1)); return true;
      case "Escape":
        this.#dismissed = `/${this.#query}`;
        this.close();
        return true;
      case "Enter": case "Tab": {
        // Shift and Tab lead to what stands before the field, not into the list, which goes when the field is left.
        if (event.shiftKey && event.key === "Tab") this.close();
        if (event.shiftKey) return false;
        const reply = this.#found[this.#index];
        // Enter sends no shortcut that is mistyped or not loaded yet. Whoever means the text itself presses Escape before.
        if (!reply) return event.key === "Enter";
        this.#take(reply);
        return true;
      }
      default: return false;
    }
  }

  async #load() {
    this.#askedAt = Date.now();
    try {
      const answer = await this.#api.get(`canned-replies?ticket=${this.#ticket}`);
      this.#replies = answer.canned_replies;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      this.#askedAt = 0;
    }
    if (this.#query !== undefined) this.#find();
  }

  #find() {
    const query = (this.#query ?? "").trim().toLowerCase();
    /** @param {Staff.CannedReply} reply */
    const rank = ({ shortcut, title, text }) => {
      if (shortcut.toLowerCase().startsWith(query)) return 0;
      if (title.toLowerCase().includes(query)) return 1;
      return text.toLowerCase().includes(query) ? 2 : 3;
    };
    const ranked = this.#replies.map((reply) => ({ reply, rank: rank(reply) })).filter((each) => each.rank < 3);
    this.#found = ranked.sort((a, b) => a.rank - b.rank).map(({ reply }) => reply).slice(0, shownLimit);
    const options = this.#found.map((reply, index) => {
      const option = element(
        "button",
        { type: "button", role: "option", id: `${this.element.id}-${index}`, tabindex: "-1" },
        element("kbd", {}, `/${reply.shortcut}`),
        element("span", { class: "what", dir: "auto" }, element("b", {}, reply.title), reply.filled ?? reply.text),
      );
      // The field keeps the focus.
      option.addEventListener("pointerdown", (event) => event.preventDefault());
      option.addEventListener("click", () => this.#take(reply));
      return option;
    });
    const nothing = this.#askedAt && this.#replies.length ? this.#words.noCannedFound : this.#words.noCanned;
    this.element.replaceChildren(...(options.length ? options : [element("p", { class: "nothing" }, nothing)]));
    this.element.hidden = false;
    this.#field.setAttribute("aria-controls", this.element.id);
    this.#move(0);
  }

  /** @param {number} index */
  #move(index) {
    this.#index = index;
    [...this.element.children].forEach((each, at) => {
      if (each.matches("[role=option]")) each.setAttribute("aria-selected", String(at === index));
    });
    const chosen = this.#found.length ? this.element.children[index] : undefined;
    if (!chosen) return this.#field.removeAttribute("aria-activedescendant");
    this.#field.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  /** @param {Staff.CannedReply} reply */
  #take({ filled, text }) {
    this.close();
    this.#pick(filled ?? text);
  }
}
