import { APIError } from "../../base/call.js";
import { adoptStyles, element, whenSubmitted } from "../../base/dom.js";
import { drawing } from "../../base/icons.js";
import { loadModule } from "../../base/load_module.js";
import { problemText } from "../../base/problem.js";

/** What a comment may be long, in UTF-16 units. */
const limit = 1000;

/**
 * Puts the question what the visitor thought of it below a conversation that is closed, and the answer.
 * @param {object} parts
 * @param {Pick<Widget.Loader, "locale" | "root">} parts.loader
 * @param {import("../chat_view.js").ChatView} parts.view
 */
export async function start({ loader, view }) {
  const [{ default: words }] = await Promise.all([
    loadModule((retry) =>
      /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${loader.locale}.js${retry}`))),
    !styled.has(loader.root) && adoptStyles(loader.root, [new URL("rating.css", import.meta.url)]),
  ]);
  styled.add(loader.root);
  const rating = new Rating({ words, view });
  view.around(() => view.ending.append(rating.element));
  rating.show();
  return rating;
}

/**
 * The roots that have the styles already.
 * @type {WeakSet<ShadowRoot>}
 */
const styled = new WeakSet();

/** How many questions have been made. Radio buttons belong together by their name, so each question needs its own. */
let count = 0;

/** Five stars and a comment. */
class Rating {
  element = element("form", { class: "rating", "data-testid": "rating" });
  #words;
  #view;
  #shown = "";
  #isChanging = false;
  /** The focus was in it when the answer was sent. A button that is disabled loses it. */
  #hadFocus = false;

  /**
   * @param {object} parts
   * @param {typeof import("./locales/en.js").default} parts.words
   * @param {import("../chat_view.js").ChatView} parts.view
   */
  constructor({ words, view }) {
    this.#words = words;
    this.#view = view;
  }

  /** What of it has the focus. */
  get #focused() {
    return this.element.querySelector(":focus");
  }

  /** Shows what is known of it now. */
  show() {
    const { ticket } = this.#view.chat.conversation;
    const shown = JSON.stringify([ticket?.id, ticket?.rating, this.#isChanging]);
    if (!ticket || shown === this.#shown) return;
    this.#shown = shown;
    const parts = ticket.rating && !this.#isChanging ? this.#answer(ticket.rating) : this.#question(ticket);
    const page = this.element.ownerDocument;
    // Who has gone on elsewhere meanwhile is not brought back.
    const isNowhere = page.hasFocus() && (page.activeElement ?? page.body) === page.body;
    const keepsFocus = this.#focused !== null || (this.#hadFocus && isNowhere);
    this.#hadFocus = false;
    this.#view.around(() => this.element.replaceChildren(...parts));
    if (keepsFocus) /** @type {HTMLElement | null} */ (this.element.querySelector("input, .change"))?.focus();
  }

  /** @param {Wire.Rating} rating */
  #answer({ stars, comment }) {
    const given = element("span", { class: "given", role: "img", "aria-label": this.#words.stars(stars) });
    given.append(...[1, 2, 3, 4, 5].map((each) => element("span", { class: `star${each <= stars ? " on" : ""}` }, star())));
    const change = element("button", { class: "change", type: "button" }, this.#words.change);
    change.addEventListener("click", () => {
      this.#isChanging = true;
      this.show();
      this.element.querySelector("input")?.focus();
    });
    const thanks = element("span", { role: "status" }, this.#words.thanks);
    return [thanks, given, ...(comment ? [element("p", { class: "said", dir: "auto" }, comment)] : []), change];
  }

  /** @param {Wire.Ticket} ticket */
  #question({ id, rating }) {
    const words = this.#words;
    const name = `otvet-stars-${++count}`;
    const comment = element("textarea", { maxlength: String(limit), dir: "auto", placeholder: words.comment });
    comment.setAttribute("aria-label", words.comment);
    comment.value = rating?.comment ?? "";
    const send = element("button", { class: "rate" }, words.rate);
    const trouble = element("p", { class: "trouble", role: "alert", hidden: "" });
    let stars = rating?.stars ?? 0;
    const choices = [1, 2, 3, 4, 5].map((each) => {
      const input = element("input", { type: "radio", name, value: String(each), "aria-label": words.stars(each) });
      input.checked = each === stars;
      input.addEventListener("change", () => choose(each));
      return element("label", { class: "star" }, input, star());
    });
    const choose = (/** @type {number} */ chosen) => {
      stars = chosen;
      choices.forEach((each, index) => each.classList.toggle("on", index < chosen));
      this.#view.around(() => (comment.hidden = send.hidden = !chosen));
    };
    choose(stars);
    whenSubmitted(send, async () => {
      this.#hadFocus = this.#focused !== null;
      send.disabled = true;
      trouble.hidden = true;
      const body = { stars, comment: comment.value.trim() || null };
      try {
        const answer = await this.#view.chat.call((api, token) => api.ask("POST", `tickets/${id}/rating`, { token, body }));
        this.#isChanging = false;
        this.#view.chat.conversation.setTicket(answer.ticket);
        this.show();
      } catch (error) {
        if (!(error instanceof APIError)) throw error;
        trouble.textContent = `${words.rateFailed} ${problemText(error, this.#view.words)}`;
        trouble.hidden = false;
        send.disabled = false;
      }
    });
    const group = element("fieldset", {}, element("legend", {}, words.question));
    group.append(element("div", { class: "stars" }, ...choices));
    return [group, comment, send, trouble];
  }
}

function star() {
  return drawing("icon", "0 0 24 24", [["", "m12 3 2.8 5.8 6.2.9-4.5 4.4 1.1 6.3L12 17.4l-5.6 3 1.1-6.3L3 9.7l6.2-.9Z"]]);
}
