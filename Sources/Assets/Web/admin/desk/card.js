import { ask } from "../../look/dialogs.js";
import { portrait } from "../../look/portrait.js";
import { element, setChildren } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { askToErase } from "./erase_dialog.js";
import { chip } from "./header.js";
import { iconButton } from "./icon_button.js";
import { deskIcon } from "./icons.js";
import { answersSection, attributesSection, pagesSection } from "./known.js";
import { certainty, displayName } from "./people.js";
import { safeLink } from "./safe_link.js";

/** The server's limit of a name, in characters. */
const longestName = 100;

/** Everything that is known of the customer beside the conversation. */
export class Card {
  element = element("aside", { class: "user-card", hidden: "", "data-testid": "card" });
  #parts;
  #shown = "";
  /**
   * Whom it shows.
   * @type {Staff.Listing | undefined}
   */
  #listing;
  #close;
  #name = element("h2", { dir: "auto" });
  #rename;
  #heading;
  /**
   * Where the name is being changed.
   * @type {HTMLFormElement | undefined}
   */
  #form;
  #head = element("div", { class: "card-head" });
  #portrait = portrait("");
  /** Of whom that is, and where the picture comes from. */
  #portrayed = "";
  #facts = element("dl");
  #ban = element("button", { type: "button", class: "button", "data-testid": "ban" });
  #erase = element("button", { type: "button", class: "button danger", "data-testid": "erase" });
  #foot = element("div", { class: "card-foot" }, this.#ban);

  /**
   * @param {object} parts
   * @param {HTMLElement} parts.place  where questions are asked
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Me} parts.me
   * @param {Staff.Parts["locale"]} parts.locale
   * @param {Staff.Words} parts.words
   * @param {import("./desk_dates.js").DeskDates} parts.dates
   * @param {import("./actions.js").Actions} parts.actions
   * @param {() => void} parts.close
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    const { words } = parts;
    this.#parts = parts;
    this.#close = iconButton(words.closeCard, icon("close"), "close");
    this.#close.addEventListener("click", () => parts.close());
    this.#rename = iconButton(words.rename, deskIcon("pencil"));
    this.#rename.addEventListener("click", () => this.#edit());
    this.#heading = element("div", { class: "card-name" }, this.#name, this.#rename);
    this.#ban.addEventListener("click", () => void this.#askToBan());
    this.#erase.append(deskIcon("trash"), words.erasePerson);
    this.#erase.addEventListener("click", () => void this.#askToErase());
    if (parts.me.role === "admin") this.#foot.append(this.#erase);
    this.element.setAttribute("aria-label", words.card);
  }

  /** @param {Staff.Listing} listing @param {Staff.Details | undefined} details  once they are here */
  show(listing, details) {
    const shown = JSON.stringify([listing, details]);
    if (shown === this.#shown) return;
    // A name that is being changed stays as it is, until another customer takes the place.
    if (listing.ticket.id !== this.#listing?.ticket.id) this.#form = undefined;
    this.#shown = shown;
    this.#listing = listing;
    const { user, ticket } = listing;
    const { words } = this.#parts;
    const name = displayName(user, words);
    this.#name.textContent = name;
    this.#ban.classList.toggle("danger", !user.banned);
    this.#ban.replaceChildren(deskIcon("ban"), user.banned ? words.unban : words.ban);
    const portrayed = JSON.stringify([name, user.avatar_url]);
    if (portrayed !== this.#portrayed) this.#portrait = portrait(name, user.avatar_url);
    this.#portrayed = portrayed;
    renew(this.#head, [this.#portrait, this.#form ?? this.#heading, this.#marks(user)]);
    renew(this.#facts, this.#factsOf(listing, details));
    renew(this.element, [
      this.#close,
      this.#head,
      this.#facts,
      ...answersSection(user, details?.contact ?? [], this.#parts),
      ...attributesSection(details?.attributes ?? [], words),
      ...this.#rating(ticket),
      ...pagesSection(details?.pages ?? [], this.#parts),
      ...this.#earlier(details?.earlier ?? []),
      this.#foot,
    ]);
  }

  /** @param {Staff.User} user */
  #marks(user) {
    const { words } = this.#parts;
    const sure = certainty(user);
    const marks = element("p", { class: "card-marks" });
    if (sure === "verified") marks.append(chip("good", "verified", words.verified));
    else if (sure === "unverified") marks.append(chip("warning", "warning", words.unverified));
    else marks.append(element("span", { class: "chip" }, words.anonymous));
    if (user.banned) marks.append(chip("bad", "ban", words.banned));
    return marks;
  }

  /** @param {Staff.Listing} listing @param {Staff.Details | undefined} details */
  #factsOf({ user, ticket }, details) {
    const { words, dates, locale } = this.#parts;
    const { page } = details ?? {};
    const since = new Date(user.created_at);
    const { email, phone, member_id: member = user.external_id } = user;
    const call = phone && `tel:${phone.replace(/[^\d+]/g, "")}`;
    /** @type {[string, Node | string | undefined][]} */
    const facts = [
      [words.email, email && element("a", { href: `mailto:${encodeURIComponent(email)}`, dir: "ltr" }, email)],
      [words.phone, phone && element("a", { href: call ?? "", dir: "ltr" }, phone)],
      [words.memberID, member && element("span", { dir: "ltr" }, member)],
      [words.page, page?.url && safeLink(page.url, page.title)],
      [words.referrer, page?.referrer && safeLink(page.referrer)],
      [words.language, page?.locale && languageName(page.locale, locale)],
      [words.since, element("time", { datetime: user.created_at, title: dates.full(since) }, dates.day(since))],
      [words.browser, page?.user_agent && browserName(page.user_agent)],
      [words.ticketNumber, `#${ticket.id}`],
    ];
    return facts.flatMap(([term, fact]) =>
      (fact ? [element("div", {}, element("dt", {}, term), element("dd", {}, fact))] : []));
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

  /** Puts a field in the place of the name. */
  #edit() {
    const listing = this.#listing;
    if (!listing) return;
    const { words, actions } = this.#parts;
    const name = listing.user.name ?? "";
    const input = element("input", { class: "input", maxlength: String(longestName), dir: "auto" });
    input.setAttribute("aria-label", words.name);
    input.value = name;
    const save = element("button", { class: "button primary" }, words.save);
    const form = element("form", { class: "card-name" }, input, save);
    const end = () => {
      if (this.#form !== form) return;
      const hadFocus = form.contains(document.activeElement);
      this.#form = undefined;
      form.replaceWith(this.#heading);
      if (hadFocus) this.#rename.focus();
    };
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (!text || text === name || await actions.rename(listing.ticket.id, text)) end();
    });
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") end();
    });
    this.#form = form;
    this.#heading.replaceWith(form);
    input.focus();
    input.select();
  }

  async #askToBan() {
    if (!this.#listing) return;
    const { user, ticket } = this.#listing;
    const { words, place, actions } = this.#parts;
    const isSure = user.banned || await ask(place, {
      title: words.banTitle(displayName(user, words)), text: words.banText, confirm: words.ban, cancel: words.cancel,
      isDangerous: true,
    });
    if (isSure) await actions.setBanned(ticket.id, !user.banned);
  }

  async #askToErase() {
    if (!this.#listing) return;
    const { user } = this.#listing;
    const { words, place, api, actions, signal } = this.#parts;
    const name = displayName(user, words);
    if (await askToErase({ place, api, words, user: user.id, name, signal })) await actions.erase(user.id);
  }
}

/**
 * Makes `nodes` the children of `parent`. What looks as it should stays, with its focus and what is selected in it.
 * @param {Element} parent
 * @param {Element[]} nodes
 */
function renew(parent, nodes) {
  const before = [...parent.children];
  setChildren(parent, nodes.map((node) =>
    (before.includes(node) ? node : before.find((each) => each.isEqualNode(node)) ?? node)));
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
