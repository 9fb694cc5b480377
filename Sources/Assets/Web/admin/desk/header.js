import { portrait } from "../../look/portrait.js";
import { element } from "../../base/dom.js";
import { iconButton } from "./icon_button.js";
import { deskIcon } from "./icons.js";
import { Menu } from "./menu.js";
import { certainty, displayName } from "./people.js";
import { waitOf } from "./waits.js";

/** @type {readonly Staff.Ticket["status"][]} */
const statuses = ["open", "answered", "closed", "archived"];

/** Above the conversation: whose it is and what it is about, what can be done with it, who else is there. */
export class Header {
  element = element("header", { class: "chat-header" });
  #parts;
  #face = element("span", { class: "face" });
  #name = element("h2", { dir: "auto" });
  #signs = element("span", { class: "signs" });
  #others = element("p", { class: "others", role: "status", "data-testid": "others", hidden: "" });
  #about = element("p", { class: "about-line", "data-testid": "about" });
  #subject = element("p", { class: "subject", dir: "auto", "data-testid": "subject" });
  #wait = element("span", { class: "wait" });
  #statusButton = element("button", { type: "button", class: "chip status", "data-testid": "status" });
  #end = element("span", { class: "actions" });
  #assignButton = element("button", { type: "button", class: "button", "data-testid": "assign" });
  #assign;
  #cardButton;
  /** What there is to do with a ticket that is known. */
  #tools;
  #shown = "";

  /**
   * @param {object} parts
   * @param {Staff.Me} parts.me
   * @param {Staff.Words} parts.words
   * @param {import("./tickets.js").Tickets} parts.tickets
   * @param {import("./router.js").Router} parts.router
   * @param {import("./actions.js").Actions} parts.actions
   * @param {import("./colleagues.js").Colleagues} parts.colleagues
   * @param {import("./letters.js").Letters} parts.letters
   * @param {import("./work_time.js").WorkTime} parts.workTime
   * @param {() => void} parts.toggleCard
   * @param {AbortSignal} parts.signal
   */
  constructor(parts) {
    const { words, router, letters, toggleCard, signal } = parts;
    this.#parts = parts;
    const back = iconButton(words.back, deskIcon("back"), "back");
    back.dataset.testid = "back";
    back.addEventListener("click", () => router.goBack());
    this.#assign = new Menu({ button: this.#assignButton, choices: () => this.#assignChoices(), signal });
    const status = new Menu({ button: this.#statusButton, choices: () => this.#statusChoices(), signal });
    status.element.classList.add("start");
    const moreButton = iconButton(words.moreActions, deskIcon("more"));
    moreButton.dataset.testid = "more";
    const more = new Menu({ button: moreButton, choices: () => this.#moreChoices(), signal });
    this.#cardButton = iconButton(words.card, deskIcon("panel"));
    this.#cardButton.title = letters.named(words.card, "i");
    this.#cardButton.dataset.testid = "card-toggle";
    this.#cardButton.addEventListener("click", () => toggleCard());
    const name = element("div", { class: "name-line" }, this.#name, this.#signs);
    const who = element("div", { class: "heading" }, name, this.#about);
    const topic = element("div", { class: "topic-line" }, status.element, this.#subject, this.#wait, this.#end);
    this.#tools = [topic, this.#assign.element, more.element, this.#cardButton];
    const first = element("div", { class: "who-line" }, back, this.#face, who);
    first.append(this.#others, this.#assign.element, more.element, this.#cardButton);
    this.element.append(first, topic);
  }

  /** Nothing is known of the ticket yet. */
  clear() {
    this.#shown = "";
    this.#name.textContent = "";
    for (const each of [this.#face, this.#signs, this.#about, this.#end]) each.replaceChildren();
    for (const each of this.#tools) each.hidden = true;
    this.#others.hidden = true;
  }

  /** @param {boolean} isOpen */
  showCard(isOpen) {
    this.#cardButton.setAttribute("aria-expanded", String(isOpen));
  }

  focusCard() {
    this.#cardButton.focus();
  }

  openAssign() {
    this.#assign.open();
  }

  /** @param {Staff.Listing} listing @param {readonly string[]} viewers */
  show({ ticket, user, assignee }, viewers) {
    const { words, me, letters, workTime } = this.#parts;
    const wait = ticket.waiting_since && ticket.status === "open" ? waitOf(ticket.waiting_since, words, workTime) : undefined;
    const shown = JSON.stringify([ticket, user, assignee, viewers, wait, letters.areOn]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const name = displayName(user, words);
    this.#face.replaceChildren(portrait(name, user.avatar_url));
    this.#name.textContent = name;
    this.#name.title = name;
    const sure = certainty(user);
    this.#signs.replaceChildren(
      ...(sure === "verified" ? [sign("good", "verified", words.verified)] : []),
      ...(sure === "unverified" ? [sign("warning", "warning", words.unverified)] : []),
      ...(user.banned ? [chip("bad", "ban", words.banned)] : []),
    );
    const { email, phone, member_id: member = user.external_id } = user;
    const about = [email, phone, member && words.member(member)].filter((each) => each && each !== name);
    this.#about.replaceChildren(...about.map((each) => element("span", { dir: "auto", title: each ?? "" }, each ?? "")));
    this.#about.hidden = !about.length;
    this.#subject.textContent = ticket.subject ?? `#${ticket.id}`;
    this.#subject.title = ticket.subject ?? "";
    this.#subject.classList.toggle("none", !ticket.subject);
    this.#wait.hidden = !wait;
    this.#wait.className = `wait ${wait?.level ?? ""}`;
    this.#wait.textContent = wait ? words.waits(wait.text) : "";
    this.#others.hidden = !viewers.length;
    const others = words.viewedBy(viewers);
    this.#others.title = others;
    this.#others.replaceChildren(...(viewers.length ? [deskIcon("eye"), element("span", {}, others)] : []));
    for (const each of this.#tools) each.hidden = false;
    this.#statusButton.dataset.status = ticket.status;
    this.#statusButton.replaceChildren(words.statuses[ticket.status], deskIcon("down"));
    this.#showEnd(ticket.status);
    const isMine = assignee?.id === me.agent.id;
    this.#assignButton.replaceChildren(
      assignee ? small(assignee.name) : deskIcon("assign"),
      element("span", { class: "label", dir: "auto" }, assignee ? (isMine ? words.me : assignee.name) : words.assign),
      deskIcon("down"),
    );
    const label = assignee ? words.assignedTo(isMine ? words.you : assignee.name) : words.assign;
    this.#assignButton.setAttribute("aria-label", label);
  }

  /** @returns {import("./menu.js").Choice[]} */
  #statusChoices() {
    const { words, tickets, router: { open }, actions } = this.#parts;
    const current = open && tickets.get(open)?.ticket.status;
    return statuses.map((status) => ({
      text: words.statuses[status],
      isChosen: status === current,
      choose: () => void actions.setStatus(status, open),
    }));
  }

  /** @returns {import("./menu.js").Choice[]} */
  #assignChoices() {
    const { words, me, tickets, router: { open }, actions, colleagues } = this.#parts;
    void colleagues.load();
    const assigned = open && tickets.get(open)?.assignee?.id;
    return [
      { text: words.takeIt, isChosen: assigned === me.agent.id, choose: () => void actions.assign("me", open) },
      ...colleagues.without(me.agent.id).map(({ id, name }) => (
        { text: name, isChosen: assigned === id, choose: () => void actions.assign(id, open) }
      )),
      { text: words.nobodysTicket, isChosen: !assigned, choose: () => void actions.assign(null, open) },
    ];
  }

  /** @returns {import("./menu.js").Choice[]} */
  #moreChoices() {
    const { words, router: { open }, actions } = this.#parts;
    return [
      { text: words.download, choose: () => void actions.download(false, open) },
      { text: words.downloadWithNotes, choose: () => void actions.download(true, open) },
    ];
  }

  /**
   * The button for what is done most.
   * @param {Staff.Ticket["status"]} status
   */
  #showEnd(status) {
    const { words, letters, actions } = this.#parts;
    const isClosed = status === "closed" || status === "archived";
    const action = isClosed ? "reopen" : "close";
    const label = words.actions[action];
    const button = element("button", { type: "button", class: "button", "data-action": action, "aria-label": label });
    button.title = letters.named(label, isClosed ? "o" : "c");
    button.append(deskIcon(isClosed ? "reopen" : "check"), element("span", { class: "label" }, label));
    button.addEventListener("click", () => void actions.setStatus(isClosed ? "open" : "closed"));
    const focused = this.#end.contains(document.activeElement);
    this.#end.replaceChildren(button);
    if (focused) button.focus();
  }
}

/**
 * A chip of which only the sign is seen.
 * @param {string} kind
 * @param {import("./icons.js").DeskIcon} name
 * @param {string} text
 */
function sign(kind, name, text) {
  return element("span", { class: `chip ${kind}`, title: text }, deskIcon(name), element("span", { class: "unseen" }, text));
}

/** @param {string} kind @param {import("./icons.js").DeskIcon} sign @param {string} text */
export function chip(kind, sign, text) {
  return element("span", { class: `chip ${kind}`, title: text }, deskIcon(sign), text);
}

/** @param {string} name */
function small(name) {
  const made = portrait(name);
  made.classList.add("small");
  return made;
}
