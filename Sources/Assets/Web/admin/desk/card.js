import { ask } from "../../look/dialogs.js";
import { portrait } from "../../look/portrait.js";
import { element } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { chip } from "./header.js";
import { iconButton } from "./icon_button.js";
import { deskIcon } from "./icons.js";
import { certainty, displayName } from "./people.js";

/** The server's limit of a name, in characters. */
const longestName = 100;

/** Everything that is known of the customer beside the conversation. */
export class Card {
  element = element("aside", { class: "user-card", hidden: "", "data-testid": "card" });
  #parts;
  #shown = "";
  /** The ticket that it stands for. */
  #ticket = "";

  /**
   * @param {object} parts
   * @param {HTMLElement} parts.place  where questions are asked
   * @param {Staff.Parts["locale"]} parts.locale
   * @param {Staff.Words} parts.words
   * @param {import("./desk_dates.js").DeskDates} parts.dates
   * @param {import("./actions.js").Actions} parts.actions
   * @param {() => void} parts.close
   * @param {() => void} parts.draw  what it shows has changed
   */
  constructor(parts) {
    this.#parts = parts;
    this.element.setAttribute("aria-label", parts.words.card);
  }

  /** @param {Staff.Listing} listing @param {Staff.Details | undefined} details  once they are here */
  show(listing, details) {
    const shown = JSON.stringify([listing, details]);
    const { user, ticket } = listing;
    // A name that is being changed stays as it is, until another customer takes the place.
    const isEdited = ticket.id === this.#ticket && this.element.querySelector("form");
    if (shown === this.#shown || isEdited) return;
    this.#shown = shown;
    this.#ticket = ticket.id;
    const { words, dates } = this.#parts;
    const name = displayName(user, words);
    const close = iconButton(words.closeCard, icon("close"), "close");
    close.addEventListener("click", () => this.#parts.close());
    const rename = iconButton(words.rename, deskIcon("pencil"));
    rename.addEventListener("click", () => this.#edit(heading, ticket.id, user.name ?? ""));
    const heading = element("div", { class: "card-name" }, element("h2", { dir: "auto" }, name), rename);
    const sure = certainty(user);
    const marks = element("p", { class: "card-marks" });
    if (sure === "verified") marks.append(chip("good", "verified", words.verified));
    else if (sure === "unverified") marks.append(chip("warning", "warning", words.unverified));
    else marks.append(element("span", { class: "chip" }, words.anonymous));
    if (user.banned) marks.append(chip("bad", "ban", words.banned));
    const { page } = details ?? {};
    const since = new Date(user.created_at);
    const { email, member_id: member = user.external_id } = user;
    /** @type {[string, Node | string | undefined][]} */
    const facts = [
      [words.email, email && element("a", { href: `mailto:${encodeURIComponent(email)}`, dir: "ltr" }, email)],
      [words.memberID, member && element("span", { dir: "ltr" }, member)],
      [words.page, page?.url && safeLink(page.url, page.title)],
      [words.referrer, page?.referrer && safeLink(page.referrer)],
      [words.language, page?.locale && languageName(page.locale, this.#parts.locale)],
      [words.since, element("time", { datetime: user.created_at, title: dates.full(since) }, dates.day(since))],
      [words.browser, page?.user_agent && browserName(page.user_agent)],
      [words.ticketNumber, `#${ticket.id}`],
    ];
    const list = element("dl", {}, ...facts.flatMap(([term, fact]) =>
      (fact ? [element("div", {}, element("dt", {}, term), element("dd", {}, fact))] : [])));
    const ban = element("button", { type: "button", class: "button", "data-testid": "ban" });
    ban.classList.toggle("danger", !user.banned);
    ban.append(deskIcon("ban"), user.banned ? words.unban : words.ban);
    ban.addEventListener("click", () => void this.#ban(ticket.id, user, name));
    this.element.replaceChildren(
      close,
      element("div", { class: "card-head" }, portrait(name, user.avatar_url), heading, marks),
      list,
      ...this.#rating(ticket),
      ...this.#earlier(details?.earlier ?? []),
      element("div", { class: "card-foot" }, ban),
    );
  }

  /** @param {Staff.Ticket} ticket */
  #rating({ rating }) {
    if (!rating) return [];
    const { words } = this.#parts;
    const stars = element("span", { class: "stars", role: "img", "aria-label": words.stars(rating.stars) });
    for (let star = 1; star <= 5; star++) {
      const sign = deskIcon("star");
      if (star <= rating.stars) sign.classList.add("full");
      stars.append(sign);
    }
    const comment = rating.comment ? [element("p", { dir: "auto" }, rating.comment)] : [];
    return [element("section", {}, element("h3", {}, words.rating), stars, ...comment)];
  }

  /** @param {Staff.Ticket[]} tickets */
  #earlier(tickets) {
    if (!tickets.length) return [];
    const { words, dates } = this.#parts;
    const rows = tickets.map((ticket) => {
      const at = new Date(ticket.last_message_at ?? ticket.created_at);
      const link = element("a", { href: `#/tickets/${ticket.id}`, class: "earlier" });
      const what = ticket.subject || ticket.last_message_preview || `#${ticket.id}`;
      link.append(
        element("span", { class: "what", dir: "auto" }, what),
        element("span", { class: "chip", "data-status": ticket.status }, words.statuses[ticket.status]),
        element("time", { datetime: at.toISOString(), title: dates.full(at) }, dates.short(at)),
      );
      return element("li", {}, link);
    });
    return [element("section", {}, element("h3", {}, words.earlier), element("ul", {}, ...rows))];
  }

  /** @param {HTMLElement} heading @param {string} ticket @param {string} name */
  #edit(heading, ticket, name) {
    const { words } = this.#parts;
    const input = element("input", { class: "input", maxlength: String(longestName), dir: "auto" });
    input.setAttribute("aria-label", words.name);
    input.value = name;
    const save = element("button", { class: "button primary" }, words.save);
    const form = element("form", { class: "card-name" }, input, save);
    const end = () => {
      form.remove();
      this.#shown = "";
      this.#parts.draw();
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (!text || text === name || await this.#parts.actions.rename(ticket, text)) end();
    });
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") end();
    });
    heading.replaceWith(form);
    input.focus();
    input.select();
  }

  /** @param {string} ticket @param {Staff.User} user @param {string} name */
  async #ban(ticket, user, name) {
    const { words, place } = this.#parts;
    const isSure = user.banned || await ask(place, {
      title: words.banTitle(name), text: words.banText, confirm: words.ban, cancel: words.cancel, isDangerous: true,
    });
    if (isSure) await this.#parts.actions.setBanned(ticket, !user.banned);
  }
}

/**
 * A page of the customer's, as a link if it is one that can be opened safely.
 * @param {string} address
 * @param {string} [title]
 */
function safeLink(address, title) {
  const text = title || address.replace(/^https?:\/\//, "");
  if (!/^https?:\/\//i.test(address)) return element("span", { dir: "auto" }, text);
  const rel = "noopener noreferrer nofollow";
  return element("a", { href: address, target: "_blank", rel, title: address, dir: "auto" }, text);
}

/** @param {string} tag @param {string} locale */
function languageName(tag, locale) {
  try {
    return new Intl.DisplayNames(locale, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/**
 * What a browser calls itself, in short.
 * @param {string} agent
 */
function browserName(agent) {
  const [, name, version] = /(Firefox|Edg|OPR|YaBrowser|SamsungBrowser)\/(\d+)/.exec(agent)
    ?? /(Chrome)\/(\d+)/.exec(agent)
    ?? /Version\/()(\d+).*Safari/.exec(agent)
    ?? [];
  const system = /(Android|iPhone|iPad|Windows|Mac OS X|Linux)/.exec(agent)?.[1]?.replace(" OS X", "OS");
  const known = { "": "Safari", Edg: "Edge", OPR: "Opera" }[name ?? ""] ?? name;
  const browser = version === undefined ? "" : `${known} ${version}`;
  return [browser, system].filter(Boolean).join(", ") || agent.slice(0, 60);
}
