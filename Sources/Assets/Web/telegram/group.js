/** @typedef {import("./wire").State} State */
/** @typedef {import("./wire").Topic} Topic */
/** @typedef {import("./wire").Message} Message */

const firstRetry = 500;
const longestRetry = 5000;

/** The group as the simulator tells it, kept up to date by a request that waits for the next change. */
export class Group {
  /** @type {Map<number, Topic>} */
  topics = new Map();
  title = "";
  /** @type {import("./wire").User | undefined} */
  bot;
  /** @type {import("./wire").State["answers"]} */
  answers = {};
  isConnected = false;
  /** The version of the last state; none asks for everything. */
  #version = "";

  /** @param {() => void} onChange */
  async follow(onChange) {
    let retry = firstRetry;
    for (;;) {
      try {
        const response = await fetch(`/simulator/state${this.#version && `?after=${this.#version}`}`);
        if (!response.ok) throw new Error(response.statusText);
        this.#apply(await response.json());
        retry = firstRetry;
      } catch {
        this.isConnected = false;
        await new Promise((resume) => setTimeout(resume, retry));
        retry = Math.min(retry * 2, longestRetry);
      }
      onChange();
    }
  }

  /** @param {State} state */
  #apply(state) {
    this.isConnected = true;
    this.#version = String(state.version);
    this.title = state.chat.title;
    this.bot = state.bot;
    this.answers = state.answers;
    for (const topic of state.topics) this.topics.set(topic.thread_id, topic);
    const present = new Set(state.order);
    for (const id of this.topics.keys()) if (!present.has(id)) this.topics.delete(id);
  }

  /** Topics with the latest message first. */
  get shown() {
    const last = (/** @type {Topic} */ topic) => topic.messages[topic.messages.length - 1]?.message_id ?? 0;
    return [...this.topics.values()].sort((one, other) => last(other) - last(one));
  }
}

/**
 * Does what a person does in the group.
 *
 * @param {string} action
 * @param {object} parameters
 * @returns {Promise<any>} What came of it. Rejected with what Telegram would say.
 */
export async function act(action, parameters) {
  return post(action, JSON.stringify(parameters), { "Content-Type": "application/json" });
}

/**
 * Sends files as one message, or several as an album. What they become depends on their types.
 *
 * @param {File[]} files
 * @param {Record<string, string | number | boolean | undefined>} parameters
 */
export async function attach(files, parameters) {
  const form = new FormData();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) form.append(name, String(value));
  files.forEach((file, index) => form.append(`file${index}`, file));
  return post("attach", form);
}

/** @param {string} action @param {BodyInit} body @param {HeadersInit} [headers] */
async function post(action, body, headers) {
  const response = await fetch(`/simulator/${action}`, { method: "POST", headers, body });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.description);
  return answer;
}
