import { portrait } from "../../look/portrait.js";
import { element } from "../../widget/dom.js";
import { deskIcon } from "./icons.js";
import { Menu } from "./menu.js";
import { certainty, displayName } from "./people.js";
import { waitOf } from "./waits.js";

/** Above the conversation: whose it is, what can be done with it, who else is there. */
export class Header {
  element = element("header", { class: "chat-header" });
  #desk;
  #face = element("span", { class: "face" });
  #name = element("h2", { dir: "auto" });
  #about = element("p", { class: "about-line" });
  #others = element("p", { class: "others", role: "status", "data-testid": "others", hidden: "" });
  #status = element("span", { class: "chip", "data-testid": "status" });
  #actions = element("span", { class: "actions" });
  #assignButton = element("button", { type: "button", class: "button", "data-testid": "assign" });
  #assign;
  #cardButton;
  /** What there is to do with a ticket that is known. */
  #tools;
  #shown = "";

  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    const { words, signal } = desk;
    this.#desk = desk;
    const back = element("button", { type: "button", class: "icon-button back", "aria-label": words.back, "data-testid": "back" });
    back.append(deskIcon("back"));
    back.addEventListener("click", () => desk.goBack());
    this.#assign = new Menu(this.#assignButton, () => desk.assignChoices(), signal);
    this.#cardButton = element("button", { type: "button", class: "icon-button", title: `${words.card} (i)`, "data-testid": "card-toggle" });
    this.#cardButton.setAttribute("aria-label", words.card);
    this.#cardButton.append(deskIcon("panel"));
    this.#cardButton.addEventListener("click", () => desk.toggleCard());
    this.#tools = [this.#status, this.#assign.element, this.#cardButton];
    const who = element("div", { class: "heading" }, this.#name, element("div", { class: "second" }, this.#others, this.#about));
    this.element.append(back, this.#face, who, this.#status, this.#actions, this.#assign.element, this.#cardButton);
  }

  /** Nothing is known of the ticket yet. */
  clear() {
    this.#shown = "";
    this.#name.textContent = "";
    for (const each of [this.#face, this.#about, this.#actions]) each.replaceChildren();
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
    const { words, me } = this.#desk;
    const wait = ticket.waiting_since && ticket.status === "open" ? waitOf(ticket.waiting_since, words) : undefined;
    const shown = JSON.stringify([ticket, user, assignee, viewers, wait]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    const name = displayName(user, words);
    this.#face.replaceChildren(portrait(name, user.avatar_url));
    this.#name.textContent = name;
    const sure = certainty(user);
    const about = [
      ...(sure === "verified" ? [chip("good", "verified", words.verified)] : []),
      ...(sure === "unverified" ? [chip("warning", "warning", words.unverified)] : []),
      ...(user.banned ? [chip("bad", "ban", words.banned)] : []),
      ...(ticket.subject ? [element("span", { class: "subject", dir: "auto" }, ticket.subject)] : []),
      ...(!ticket.subject && user.email ? [element("span", { dir: "ltr" }, user.email)] : []),
      ...(wait ? [element("span", { class: `wait ${wait.level}` }, words.waits(wait.text))] : []),
    ];
    this.#about.replaceChildren(...about);
    this.#others.hidden = !viewers.length;
    this.#others.replaceChildren(...(viewers.length ? [deskIcon("eye"), words.viewedBy(viewers)] : []));
    for (const each of this.#tools) each.hidden = false;
    this.#status.dataset.status = ticket.status;
    this.#status.textContent = words.statuses[ticket.status];
    this.#showActions(ticket.status);
    const isMine = assignee?.id === me.agent.id;
    this.#assignButton.replaceChildren(
      assignee ? small(assignee.name) : deskIcon("assign"),
      element("span", { class: "label", dir: "auto" }, assignee ? (isMine ? words.me : assignee.name) : words.assign),
      deskIcon("down"),
    );
    this.#assignButton.setAttribute("aria-label", assignee ? words.assignedTo(isMine ? words.you : assignee.name) : words.assign);
  }

  /** @param {Staff.Ticket["status"]} status */
  #showActions(status) {
    const { words } = this.#desk;
    const isClosed = status === "closed" || status === "archived";
    /** @type {{ action: "close" | "reopen" | "archive", sign: import("./icons.js").DeskIcon, key: string }[]} */
    const offered = isClosed
      ? [{ action: "reopen", sign: "reopen", key: "o" }]
      : [{ action: "close", sign: "check", key: "c" }];
    if (status !== "archived") offered.push({ action: "archive", sign: "archive", key: "e" });
    const focused = this.#actions.contains(document.activeElement);
    this.#actions.replaceChildren(...offered.map(({ action, sign, key }) => {
      const isMain = action !== "archive";
      const button = element("button", { type: "button", class: isMain ? "button" : "icon-button", "data-action": action });
      button.title = `${words.actions[action]} (${key})`;
      button.setAttribute("aria-label", words.actions[action]);
      button.append(deskIcon(sign), ...(isMain ? [element("span", { class: "label" }, words.actions[action])] : []));
      button.addEventListener("click", () => void this.#desk.setStatus(action));
      return button;
    }));
    if (focused) this.#actions.querySelector("button")?.focus();
  }
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
