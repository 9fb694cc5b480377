import { Composer } from "./composer.js";
import { element, icon, iconButton } from "./dom.js";
import { act } from "./group.js";
import { messageView } from "./message_view.js";
import { authorID, serviceLine } from "./people.js";
import { PinnedBar } from "./pinned_bar.js";
import { dayName, texts } from "./texts.js";
import { topicIcon } from "./topic_icon.js";

/** @typedef {import("./wire").Topic} Topic */
/** @typedef {import("./wire").Message} Message */

/** Pixels from the end within which the list follows new messages. */
const nearEnd = 60;
/** Milliseconds that the bot's answer to a pressed button shows, and that it is waited for. */
const toastTime = 4000;
const pressTime = 60_000;
/** Seconds after which the same author starts a new run. */
const runGap = 15 * 60;

/** The open topic. */
export class TopicView {
  #place;
  #group;
  #agent;
  /** @type {Topic | undefined} */
  #topic;
  /** Items by message id, with what they were made from. @type {Map<number, { made: string, item: HTMLElement }>} */
  #items = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #actionEnd;
  /** Whether the reader is at the end and goes on with it. */
  #follows = true;

  #icon = element("span");
  #name = element("h2", { "data-testid": "title" });
  #status = element("p", { "aria-live": "polite" });
  #tools = element("div", { class: "actions" });
  #list = element("ol", { class: "messages", role: "log", "aria-label": texts.message, tabindex: "0" });
  #down = iconButton("down", texts.newest, () => this.#toEnd("smooth"));
  #pinned = new PinnedBar((id) => this.show(id));
  /** The bot's answer to a pressed button. */
  #toast = element("p", { class: "toast", role: "status", "data-testid": "toast", hidden: true });
  /** Presses that the bot has not answered. @type {Set<string>} */
  #pressed = new Set();
  #composer;
  #confirm = this.#makeConfirm();

  /** @param {HTMLElement} place @param {import("./group.js").Group} group @param {import("./agent.js").Agent} agent */
  constructor(place, group, agent) {
    this.#place = place;
    this.#group = group;
    this.#agent = agent;
    this.#composer = new Composer(agent, () => this.#ownLatest, () => { this.#follows = true; });
    this.#down.classList.add("down");
    this.#list.addEventListener("scroll", () => this.#scrolled());
    // What is written grows the composer, and the keyboard of a phone takes half of the page.
    new ResizeObserver(() => this.#follows && this.#toEnd("auto")).observe(this.#list);
  }

  get threadID() {
    return this.#topic?.thread_id;
  }

  get #ownLatest() {
    const messages = [...(this.#topic?.messages ?? [])].reverse();
    return messages.find((message) => message.text !== undefined && this.#agent.wrote(message));
  }

  /** @param {Topic | undefined} topic */
  render(topic) {
    if (!topic) return this.#renderNothing();
    const isNew = this.#topic?.thread_id !== topic.thread_id || this.#place.classList.contains("empty");
    if (isNew) this.#follows = true;
    this.#topic = topic;
    if (isNew) this.#open(topic);
    this.#renderBar(topic);
    this.#pinned.render(topic.pinned ?? []);
    this.#renderMessages(topic);
    this.#renderAnswers();
    if (this.#follows) this.#toEnd("auto");
    this.#scrolled();
  }

  #renderNothing() {
    this.#topic = undefined;
    this.#place.classList.add("empty");
    this.#place.replaceChildren(element("p", {}, texts.choose));
  }

  /** @param {Topic} topic */
  #open(topic) {
    this.#items.clear();
    this.#list.replaceChildren();
    this.#place.classList.remove("empty");
    const back = element("a", { class: "icon back", href: "#", "aria-label": texts.back, title: texts.back }, icon("back"));
    this.#place.replaceChildren(
      element("header", { class: "bar" }, back, this.#icon, element("div", { class: "titles" }, this.#name, this.#status), this.#tools),
      this.#pinned.element,
      element("div", { class: "scroller" }, this.#list, this.#down, this.#toast),
      this.#composer.form, this.#confirm);
    this.#composer.open(topic.thread_id);
    // A touch screen's keyboard would cover the topic.
    if (matchMedia("(hover: hover)").matches) this.#composer.focus();
  }

  /** @param {Topic} topic */
  #renderBar(topic) {
    this.#icon.replaceChildren(topicIcon(topic));
    this.#name.textContent = topic.name ?? texts.general;
    clearTimeout(this.#actionEnd);
    const ordinary = topic.messages.filter((message) => !serviceLine(message)).length;
    const count = texts.messageCount(ordinary);
    this.#status.textContent = topic.is_closed ? `${texts.closed} · ${count}` : count;
    this.#status.classList.toggle("busy", topic.action !== undefined);
    if (topic.action) {
      const name = this.#group.bot?.first_name ?? "";
      this.#status.textContent = topic.action === "typing" ? texts.typing(name) : texts.sendingFile(name);
      this.#actionEnd = setTimeout(() => {
        delete topic.action;
        this.#renderBar(topic);
      }, topic.action_ms);
    }
    this.#renderTools(topic);
  }

  /** @param {Topic} topic */
  #renderTools(topic) {
    const state = topic.thread_id === 0 ? "general" : topic.is_closed ? "closed" : "open";
    if (this.#tools.dataset["state"] === state) return;
    this.#tools.dataset["state"] = state;
    if (state === "general") return this.#tools.replaceChildren();
    const isClosed = state === "closed";
    const label = isClosed ? texts.reopen : texts.close;
    const toggle = element("button", { type: "button", class: "toggle", "data-testid": isClosed ? "reopen" : "close", click: () => this.#act(isClosed ? "reopen" : "close") },
      icon(isClosed ? "open" : "lock"), element("span", {}, label));
    toggle.title = label;
    this.#tools.replaceChildren(toggle, iconButton("trash", texts.delete, () => this.#confirm.showModal()));
  }

  /**
   * Keeps the items whose message did not change, so that a selection and the reader's place stay.
   *
   * @param {Topic} topic
   */
  #renderMessages(topic) {
    /** @type {HTMLElement[]} */
    const items = [];
    let day = "";
    const entries = albums(topic.messages);
    entries.forEach((messages, index) => {
      const message = messages[0];
      const messageDay = dayName(message.date);
      if (messageDay !== day) items.push(this.#dayItem(message, messageDay));
      day = messageDay;
      const place = {
        isMine: this.#agent.wrote(message),
        startsRun: !isSameRun(entries[index - 1]?.[0], message),
        endsRun: !isSameRun(message, entries[index + 1]?.[0]),
        threadID: topic.thread_id,
      };
      items.push(this.#item(message.message_id, JSON.stringify([messages, place]), () => messageView(messages, place, this)));
    });
    const kept = new Set(items);
    for (const child of [...this.#list.children]) if (!kept.has(/** @type {HTMLElement} */ (child))) child.remove();
    items.forEach((item, index) => {
      const there = this.#list.children[index];
      if (there !== item) this.#list.insertBefore(item, there ?? null);
    });
    for (const [id, { item }] of this.#items) if (!kept.has(item)) this.#items.delete(id);
  }

  /** @param {Message} message @param {string} name */
  #dayItem(message, name) {
    return this.#item(-message.message_id, name, () => element("li", { class: "day" }, element("span", {}, name)));
  }

  /** @param {number} id @param {string} made @param {() => HTMLElement} make */
  #item(id, made, make) {
    const known = this.#items.get(id);
    if (known?.made === made) return known.item;
    const item = make();
    this.#items.set(id, { made, item });
    return item;
  }

  #makeConfirm() {
    const dialog = element("dialog", { "aria-label": texts.delete });
    const answer = (/** @type {boolean} */ yes) => {
      dialog.close();
      if (yes) this.#act("delete");
    };
    dialog.append(
      element("p", {}, texts.confirmDelete),
      element("div", {},
        element("button", { type: "button", click: () => answer(false) }, texts.cancel),
        element("button", { type: "button", class: "danger", "data-testid": "delete", click: () => answer(true) }, texts.delete)));
    return dialog;
  }

  /** @param {string} action */
  #act(action) {
    if (!this.#topic) return;
    // A refusal means that somebody else has just done it, and the next state shows that.
    act(action, { topic: this.#topic.thread_id, ...this.#agent.parameters }).catch(() => {});
  }

  /** @param {Message} message */
  reply(message) {
    this.#composer.reply(message);
  }

  /** @param {Message} message */
  edit(message) {
    this.#composer.edit(message);
  }

  /** @param {Message} message */
  like(message) {
    act("react", { message_id: message.message_id, emoji: "👍", toggle: true, ...this.#agent.parameters }).catch(() => {});
  }

  /** @param {Message} message @param {string} data */
  press(message, data) {
    act("press", { message_id: message.message_id, data, ...this.#agent.parameters }).then(({ callback_query_id: query }) => {
      this.#pressed.add(query);
      setTimeout(() => this.#pressed.delete(query), pressTime);
      this.#renderAnswers();
    }, () => {}); // the button is gone, and the next state shows that
  }

  #renderAnswers() {
    for (const query of this.#pressed) {
      const answer = this.#group.answers[query];
      if (!answer) continue;
      this.#pressed.delete(query);
      if (!answer.text) continue;
      this.#toast.textContent = answer.text;
      this.#toast.hidden = false;
      setTimeout(() => { this.#toast.hidden = true; }, toastTime);
    }
  }

  /** @param {number} id */
  show(id) {
    const album = albums(this.#topic?.messages ?? []).find((messages) => messages.some((message) => message.message_id === id));
    const item = album && this.#items.get(album[0].message_id)?.item;
    if (!item) return;
    item.scrollIntoView({ block: "center", behavior: "smooth" });
    item.classList.remove("shown");
    void item.offsetWidth; // restarts the highlight
    item.classList.add("shown");
  }

  /** @param {ScrollBehavior} behavior */
  #toEnd(behavior) {
    this.#list.scrollTo({ top: this.#list.scrollHeight, behavior });
  }

  #scrolled() {
    this.#follows = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < nearEnd;
    this.#down.hidden = this.#follows;
  }
}

/**
 * Messages one by one, but those of an album together.
 *
 * @param {Message[]} messages
 */
function albums(messages) {
  /** @type {[Message, ...Message[]][]} */
  const entries = [];
  for (const message of messages) {
    const last = entries[entries.length - 1];
    const isSame = message.media_group_id !== undefined && last?.[0].media_group_id === message.media_group_id;
    if (last && isSame) last.push(message);
    else entries.push([message]);
  }
  return entries;
}

/** @param {Message | undefined} one @param {Message | undefined} next */
function isSameRun(one, next) {
  if (!one || !next || serviceLine(one) || serviceLine(next)) return false;
  return authorID(one) === authorID(next) && next.date - one.date < runGap && dayName(one.date) === dayName(next.date);
}
