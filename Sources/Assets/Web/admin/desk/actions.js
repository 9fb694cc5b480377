import { APIError } from "../../widget/call.js";

/** What is done to the ticket on the screen. What fails is told. */
export class Actions {
  #desk;

  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this.#desk = desk;
  }

  /** @param {"close" | "reopen" | "archive"} action */
  setStatus(action) {
    return this.#post("status", { action });
  }

  /** @param {string | null} agent  an id, "me", or nobody */
  assign(agent) {
    return this.#post("assignee", { agent_id: agent });
  }

  /** @param {string} name */
  rename(name) {
    const { api, open } = this.#desk;
    return this.attempt(() => api.ask("PATCH", `tickets/${open}/user`, { body: { name } }));
  }

  /** @param {boolean} isBanned */
  setBanned(isBanned) {
    return this.#post(isBanned ? "ban" : "unban");
  }

  /**
   * @param {() => Promise<unknown>} action
   * @returns {Promise<boolean>} whether it is done
   */
  async attempt(action) {
    const { words, toasts } = this.#desk;
    try {
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      const text = error.status === 0 ? words.notReached : error.message;
      toasts.show({ title: words.notDone, text, kind: "bad" });
      return false;
    }
  }

  /** @param {string} path @param {object} [body] */
  async #post(path, body) {
    const { api, open } = this.#desk;
    return open !== undefined && this.attempt(() => api.post(`tickets/${open}/${path}`, body));
  }
}
