import { APIError } from "../base/call.js";
import { claimsOf } from "../base/claims.js";
import { element } from "../base/dom.js";
import { emptyState } from "./pane.js";

/** Who the customer is, and what is shown in the cabinet's place to whoever can't be let in. */
export class Entrance {
  element = element("div", { class: "cabinet outside", "data-testid": "outside" });
  #words;
  #visitor;
  #toasts;
  #isPage;
  #begin;
  #opened;
  #shut;

  /**
   * @param {object} parts
   * @param {import("./app.js").Words} parts.words
   * @param {import("../chat/visitor.js").Visitor} parts.visitor
   * @param {import("../look/toasts.js").Toasts} parts.toasts
   * @param {boolean} parts.isPage  the page is the cabinet's own
   * @param {() => void} parts.begin  goes on as whoever this browser is already
   * @param {() => void} parts.opened  the cabinet may be seen
   * @param {() => void} parts.shut  this is to be seen in the cabinet's place
   */
  constructor({ words, visitor, toasts, isPage, begin, opened, shut }) {
    this.#words = words;
    this.#visitor = visitor;
    this.#toasts = toasts;
    this.#isPage = isPage;
    this.#begin = begin;
    this.#opened = opened;
    this.#shut = shut;
  }

  /**
   * Goes on as whoever the site says.
   * @param {string} token
   * @param {boolean} mayReplace  whether it may take the place of somebody else who is here without a question
   */
  async identify(token, mayReplace) {
    this.#opened();
    try {
      await this.#visitor.identify(token, mayReplace);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      if (error.code === "session_taken") return this.#askWho(token);
      console.error("otvet: the customer's token is of no use", error);
      // A link that is too old must not shut out whoever is signed in here.
      if (this.#visitor.isKnown) {
        this.#toasts.show({ title: this.#words.linkRefused, text: this.#words.linkRefusedText, kind: "bad" });
        return this.#begin();
      }
      this.#show(emptyState("lock", this.#words.refused, this.#words.refusedText));
    }
  }

  /** Nobody is signed in. */
  bar() {
    this.#show(emptyState("lock", this.#words.signIn, this.#words.signInText));
  }

  /** What whoever is here is called, if anybody has said it. */
  async who() {
    try {
      const { user } = await this.#visitor.call((api, session) => api.ask("POST", "support/session", { token: session }));
      return /** @type {string | undefined} */ (user.name ?? user.email);
    } catch {
      return undefined;
    }
  }

  /**
   * Somebody is signed in here, and a link says that it is somebody else. Whoever made the link may want to read what the
   * customer writes next, so the customer decides.
   * @param {string} token
   */
  async #askWho(token) {
    const words = this.#words;
    const present = (await this.who()) ?? words.unknownVisitor;
    const next = claimed(token);
    const stay = element("button", { type: "button", class: "button", "data-testid": "stay" }, words.stay(present));
    const change = element("button", { type: "button", class: "button primary", "data-testid": "change" }, words.change(next));
    stay.addEventListener("click", () => this.#begin());
    change.addEventListener("click", () => void this.identify(token, true));
    const actions = element("div", { class: "choices" }, stay, change);
    this.#show(emptyState("lock", words.otherTitle(next), words.otherText(present), actions));
    stay.focus();
  }

  /** @param {Element} state  why nothing can be shown */
  #show(state) {
    // The heading of the cabinet is hidden with it, so this title is the heading.
    const title = state.querySelector("strong");
    title?.setAttribute("role", "heading");
    title?.setAttribute("aria-level", this.#isPage ? "1" : "2");
    this.element.replaceChildren(state);
    this.#shut();
  }
}

/**
 * Whom a site's token names. The server has believed it.
 * @param {string} token
 * @returns {string}
 */
function claimed(token) {
  const { name, email, sub } = claimsOf(token);
  return String(name ?? email ?? sub);
}
