import { element } from "./dom.js";
import { texts } from "./texts.js";

/** @typedef {import("./wire").Message} Message */

const key = "telegram-simulator.agent";

/** Who the viewer is: one of a few members, or the anonymous administrator. */
export class Agent {
  #select;

  /** @param {HTMLSelectElement} select @param {() => void} onChange */
  constructor(select, onChange) {
    this.#select = select;
    for (const name of texts.agents) select.append(element("option", { value: name }, name));
    select.append(element("option", { value: "" }, texts.anonymous));
    const kept = remembered(key);
    if (kept !== null && [...select.options].some((option) => option.value === kept)) select.value = kept;
    select.addEventListener("change", () => {
      remember(key, select.value);
      onChange();
    });
  }

  /** How the simulator is told who acts. */
  get parameters() {
    return this.#select.value ? { name: this.#select.value } : { anonymous: true };
  }

  /** @param {Message} message */
  wrote(message) {
    if (message.sender_chat) return this.#select.value === "";
    return !message.from.is_bot && message.from.first_name === this.#select.value;
  }
}

/** @param {string} key */
export function remembered(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null; // storage is off for pages in frames
  }
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // kept until the page is left
  }
}
