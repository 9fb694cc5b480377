import { APIError } from "../../widget/call.js";

/** What is done to a ticket: the one on the screen, if none is named. What fails is told. */
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

  /**
   * @param {string | null} agent  an id, "me", or nobody
   * @param {string} [ticket]  another than the one on the screen
   */
  assign(agent, ticket) {
    return this.#post("assignee", { agent_id: agent }, ticket);
  }

  /** @param {string} ticket @param {string} name  of its customer */
  rename(ticket, name) {
    return this.attempt(() => this.#desk.api.ask("PATCH", `tickets/${ticket}/user`, { body: { name } }));
  }

  /** @param {string} ticket @param {boolean} isBanned */
  setBanned(ticket, isBanned) {
    return this.#post(isBanned ? "ban" : "unban", undefined, ticket);
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

  /** @param {string} path @param {object} [body] @param {string} [ticket] */
  async #post(path, body, ticket = this.#desk.open) {
    return ticket !== undefined && this.attempt(() => this.#desk.api.post(`tickets/${ticket}/${path}`, body));
  }
}
