import { remember, remembered } from "./agent.js";
import { element } from "./dom.js";
import { authorName, plainText, serviceLine } from "./people.js";
import { texts, timeOrDay } from "./texts.js";
import { topicIcon } from "./topic_icon.js";

/** @typedef {import("./wire").Topic} Topic */
/** @typedef {import("./wire").Message} Message */

const key = "telegram-simulator.read";

/** The list of topics, with what is new in each. */
export class TopicsView {
  #place;
  #group;
  #agent;
  /** The last message read, by thread id. @type {Record<string, number>} */
  #read = JSON.parse(remembered(key) ?? "{}");

  /** @param {HTMLElement} place @param {import("./group.js").Group} group @param {import("./agent.js").Agent} agent */
  constructor(place, group, agent) {
    this.#place = place;
    this.#group = group;
    this.#agent = agent;
    place.setAttribute("aria-label", texts.topics);
    place.addEventListener("keydown", (event) => this.#move(event));
  }

  /** @param {Topic} topic */
  markRead(topic) {
    const last = topic.messages[topic.messages.length - 1]?.message_id ?? 0;
    if (last === (this.#read[topic.thread_id] ?? 0)) return;
    this.#read[topic.thread_id] = last;
    remember(key, JSON.stringify(this.#read));
  }

  /** Unread messages of all topics. */
  get unread() {
    return this.#group.shown.reduce((sum, topic) => sum + this.#unreadOf(topic), 0);
  }

  /** @param {number | undefined} selected The thread id of the open topic. */
  render(selected) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset["thread"];
    const topics = this.#group.shown;
    const rows = topics.map((topic) => element("li", {}, this.#row(topic, topic.thread_id === selected)));
    const hasNone = this.#group.isConnected && topics.every((topic) => topic.thread_id === 0);
    this.#place.replaceChildren(element("ul", {}, ...rows), ...(hasNone ? [element("p", { class: "none" }, texts.none)] : []));
    if (focused) this.#button(focused)?.focus();
  }

  /** @param {Topic} topic @param {boolean} isSelected */
  #row(topic, isSelected) {
    const last = topic.messages[topic.messages.length - 1];
    const unread = isSelected ? 0 : this.#unreadOf(topic);
    return element(
      "a",
      {
        href: `#${topic.thread_id}`, class: "row", "data-testid": "topic", "data-thread": String(topic.thread_id),
        "aria-current": isSelected ? "true" : undefined,
      },
      topicIcon(topic),
      element(
        "span", { class: "text" },
        element("span", { class: "name" }, topic.name ?? texts.general),
        element("span", { class: "last" }, ...(last ? this.#lastLine(last) : [texts.empty])),
      ),
      element(
        "span", { class: "side" },
        last && element("time", { datetime: new Date(last.date * 1000).toISOString() }, timeOrDay(last.date)),
        unread > 0 &&
          element("span", { class: "badge", "data-testid": "unread" },
            element("span", { "aria-hidden": "true" }, String(unread)),
            element("span", { class: "hidden" }, texts.unread(unread))),
      ),
    );
  }

  /** @param {Message} message */
  #lastLine(message) {
    const service = serviceLine(message);
    if (service) return [service];
    const who = this.#agent.wrote(message) ? texts.you : authorName(message);
    return [element("span", { class: "who" }, `${who}: `), plainText(message)];
  }

  /** @param {Topic} topic */
  #unreadOf(topic) {
    const read = this.#read[topic.thread_id] ?? 0;
    return topic.messages.filter(
      (message) => message.message_id > read && !serviceLine(message) && !this.#agent.wrote(message)).length;
  }

  /** @param {string} thread */
  #button(thread) {
    return /** @type {HTMLElement | null} */ (this.#place.querySelector(`[data-thread="${CSS.escape(thread)}"]`));
  }

  /**
   * Arrow keys walk through the list.
   *
   * @param {KeyboardEvent} event
   */
  #move(event) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    const rows = /** @type {HTMLElement[]} */ ([...this.#place.querySelectorAll(".row")]);
    const next = rows[rows.findIndex((row) => row === document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}
