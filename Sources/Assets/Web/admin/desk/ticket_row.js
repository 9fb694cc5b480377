import { portrait } from "../../look/portrait.js";
import { element } from "../../base/dom.js";
import { deskIcon } from "./icons.js";
import { displayName } from "./people.js";
import { waitOf } from "./waits.js";

/** More unread messages than this are not counted out. */
const mostShown = 99;

/**
 * What a row shows beside its ticket.
 * @typedef {object} Surroundings
 * @property {boolean} isOpen  it is on the screen
 * @property {readonly string[]} viewers  colleagues who look at it
 * @property {readonly import("./signs.js").Writer[]} writers
 * @property {string} draft  what is half written
 * @property {number} unsent  messages that wait to be sent
 */

/** One ticket in the list. */
export class TicketRow {
  element;
  #link;
  #words;
  #dates;
  #me;
  #workTime;
  /**
   * Never changed, only replaced.
   * @type {Staff.Listing | undefined}
   */
  #listing;
  #shown = "";

  /**
   * @param {object} parts
   * @param {string} parts.id
   * @param {Staff.Words} parts.words
   * @param {import("./desk_dates.js").DeskDates} parts.dates
   * @param {Staff.Agent} parts.me
   * @param {import("./work_time.js").WorkTime} parts.workTime
   */
  constructor({ id, words, dates, me, workTime }) {
    this.#workTime = workTime;
    this.#words = words;
    this.#dates = dates;
    this.#me = me;
    this.#link = element("a", { class: "row-link", href: `#/tickets/${id}`, draggable: "false" });
    this.element = element("li", { class: "ticket-row", "data-testid": "ticket", "data-ticket": id }, this.#link);
  }

  /** @param {Staff.Listing} listing @param {Surroundings} surroundings */
  show(listing, surroundings) {
    const { ticket, user, assignee } = listing;
    const { isOpen, viewers, writers, draft, unsent } = surroundings;
    const { waiting_since: since } = ticket;
    const wait = since && ticket.status === "open" ? waitOf(since, this.#words, this.#workTime) : undefined;
    const shown = JSON.stringify([surroundings, wait, new Date().getDate()]);
    if (listing === this.#listing && shown === this.#shown) return;
    this.#listing = listing;
    this.#shown = shown;
    const at = new Date(ticket.last_message_at ?? ticket.created_at);
    const when = this.#when(at);
    const words = this.#words;
    const name = displayName(user, words);
    const unread = ticket.unread_by_agents;
    this.element.classList.toggle("unread", unread > 0);
    if (isOpen) this.#link.setAttribute("aria-current", "true");
    else this.#link.removeAttribute("aria-current");
    const face = portrait(name, user.avatar_url);
    const time = element("time", { datetime: at.toISOString(), title: this.#dates.full(at) }, when);
    const title = element("span", { class: "who", dir: "auto" }, name);
    const marks = element("span", { class: "marks" });
    marks.append(element("span", { class: "chip", "data-status": ticket.status }, words.statuses[ticket.status]));
    if (wait) {
      const chip = element("span", { class: `chip wait ${wait.level}`, "data-testid": "wait" });
      chip.append(deskIcon("open"), element("span", {}, words.waits(wait.text)));
      marks.append(chip);
    }
    if (viewers.length) {
      const chip = element("span", { class: "chip viewers", title: words.viewedBy(viewers), "data-testid": "viewers" });
      chip.append(deskIcon("eye"), element("span", {}, viewers.join(", ")));
      marks.append(chip);
    }
    const end = element("span", { class: "end" });
    if (assignee) {
      const mine = assignee.id === this.#me.id;
      const small = portrait(assignee.name);
      small.classList.add("small");
      small.title = words.assignedTo(mine ? words.you : assignee.name);
      end.append(small, element("span", { class: "unseen" }, words.assignedTo(mine ? words.you : assignee.name)));
    }
    if (unread) {
      const count = unread > mostShown ? `${mostShown}+` : String(unread);
      end.append(
        element("span", { class: "badge", "aria-hidden": "true", "data-testid": "unread" }, count),
        element("span", { class: "unseen" }, words.unreadCount(unread)),
      );
    }
    this.#link.replaceChildren(
      element("span", { class: "face" }, face, ...(writers.length ? [element("i", { class: "busy" })] : [])),
      element("span", { class: "head" }, title, time),
      element(
        "span",
        { class: "body-line", dir: "auto" },
        ...(ticket.subject ? [element("b", { class: "subject" }, ticket.subject)] : []),
        this.#preview(listing, writers, draft, unsent),
      ),
      marks,
      end,
    );
  }

  /**
   * @param {Staff.Listing} listing
   * @param {Surroundings["writers"]} writers
   * @param {string} draft
   * @param {number} unsent
   */
  #preview({ ticket, last_author: last }, writers, draft, unsent) {
    const words = this.#words;
    const [writer] = writers;
    if (writer) {
      const who = writer.author === "user" ? words.typing : words.writing([writer.name ?? words.staff]);
      return element("span", { class: "preview active" }, who);
    }
    if (unsent) return element("span", { class: "preview alarming" }, words.unsent(unsent));
    if (draft) return element("span", { class: "preview" }, element("b", { class: "draft" }, words.draft), ` ${draft}`);
    const who = last?.author === "user" || last?.author === "system" || !last
      ? ""
      : last.agent_id === this.#me.id ? words.you : last.author === "bot" ? words.automatic : (last.name ?? words.staff);
    const text = ticket.last_message_preview === "" ? words.taken : (ticket.last_message_preview ?? "");
    return element("span", { class: "preview" }, ...(who ? [element("b", {}, `${who}:`), " "] : []), text);
  }

  /**
   * Today's times, before that days.
   * @param {Date} at
   */
  #when(at) {
    return at.toDateString() === new Date().toDateString() ? this.#dates.time(at) : this.#dates.short(at);
  }
}
