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
  #mailed;

  /**
   * @param {object} parts
   * @param {import("./app.js").Words} parts.words
   * @param {import("../chat/visitor.js").Visitor} parts.visitor
   * @param {import("../look/toasts.js").Toasts} parts.toasts
   * @param {boolean} parts.isPage  the page is the cabinet's own
   * @param {() => void} parts.begin  goes on as whoever this browser is already
   * @param {() => void} parts.opened  the cabinet may be seen
   * @param {() => void} parts.shut  this is to be seen in the cabinet's place
   * @param {(ticket: string) => void} parts.mailed  a link in a mail leads to this ticket
   */
  constructor({ words, visitor, toasts, isPage, begin, opened, shut, mailed }) {
    this.#words = words;
    this.#visitor = visitor;
    this.#toasts = toasts;
    this.#isPage = isPage;
    this.#begin = begin;
    this.#opened = opened;
    this.#shut = shut;
    this.#mailed = mailed;
  }

  /**
   * Goes on as whoever the site says.
   * @param {string} token
   * @param {boolean} mayReplace  whether it may take the place of somebody else who is here without a question
   */
  async identify(token, mayReplace) {
    if (token.startsWith(mailMark)) return this.#askToOpen(token);
    return this.#enter(token, mayReplace);
  }

  /**
   * What filters of mail open is not opened by a person, so a person has to press a button.
   * @param {string} token
   */
  #askToOpen(token) {
    const words = this.#words;
    const open = element("button", { type: "button", class: "button primary", "data-testid": "open-mail" }, words.mailOpen);
    open.addEventListener("click", () => void this.#enter(token, false));
    const { email } = mailClaims(token);
    this.#show(emptyState("lock", words.mailTitle, words.mailText(email), element("div", { class: "choices" }, open)));
    open.focus();
  }

  /**
   * @param {string} token
   * @param {boolean} mayReplace
   */
  async #enter(token, mayReplace) {
    this.#opened();
    try {
      await this.#visitor.identify(token, mayReplace);
      if (token.startsWith(mailMark)) this.#mailed(mailClaims(token).ticket);
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
    change.addEventListener("click", () => void this.#enter(token, true));
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

/** What a token out of a mail begins with. */
const mailMark = "mail.";

/**
 * What a token out of a mail says, as far as it can be read: the server decides whether that is true.
 * @param {string} token
 */
function mailClaims(token) {
  try {
    const { email, ticket } = /** @type {{ email?: unknown, ticket?: unknown }} */ (claimsOf(token));
    return { email: String(email), ticket: String(ticket) };
  } catch {
    return { email: "…", ticket: "" };
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
