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
  #desk;
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

  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    const { words, signal, shortcuts } = desk;
    this.#desk = desk;
    const back = iconButton(words.back, deskIcon("back"), "back");
    back.dataset.testid = "back";
    back.addEventListener("click", () => desk.goBack());
    this.#assign = new Menu(this.#assignButton, () => desk.assignChoices(), signal);
    const status = new Menu(this.#statusButton, () => this.#statusChoices(), signal);
    status.element.classList.add("start");
    this.#cardButton = iconButton(words.card, deskIcon("panel"));
    this.#cardButton.title = shortcuts.named(words.card, "i");
    this.#cardButton.dataset.testid = "card-toggle";
    this.#cardButton.addEventListener("click", () => desk.toggleCard());
    const name = element("div", { class: "name-line" }, this.#name, this.#signs);
    const who = element("div", { class: "heading" }, name, this.#about);
    const topic = element("div", { class: "topic-line" }, status.element, this.#subject, this.#wait, this.#end);
    this.#tools = [topic, this.#assign.element, this.#cardButton];
    const first = element("div", { class: "who-line" }, back, this.#face, who);
    first.append(this.#others, this.#assign.element, this.#cardButton);
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
    const { words, me, shortcuts } = this.#desk;
    const wait = ticket.waiting_since && ticket.status === "open" ? waitOf(ticket.waiting_since, words) : undefined;
    const shown = JSON.stringify([ticket, user, assignee, viewers, wait, shortcuts.areOn]);
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
    const { email, member_id: member = user.external_id } = user;
    const about = [email, member && words.member(member)].filter((each) => each && each !== name);
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
    const { words, tickets, open, actions } = this.#desk;
    const current = open && tickets.get(open)?.ticket.status;
    return statuses.map((status) => ({
      text: words.statuses[status],
      isChosen: status === current,
      choose: () => void actions.setStatus(status, open),
    }));
  }

  /**
   * The button for what is done most.
   * @param {Staff.Ticket["status"]} status
   */
  #showEnd(status) {
    const { words, shortcuts } = this.#desk;
    const isClosed = status === "closed" || status === "archived";
    const action = isClosed ? "reopen" : "close";
    const label = words.actions[action];
    const button = element("button", { type: "button", class: "button", "data-action": action, "aria-label": label });
    button.title = shortcuts.named(label, isClosed ? "o" : "c");
    button.append(deskIcon(isClosed ? "reopen" : "check"), element("span", { class: "label" }, label));
    button.addEventListener("click", () => void this.#desk.actions.setStatus(isClosed ? "open" : "closed"));
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
