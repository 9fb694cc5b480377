import { APIError } from "../../base/call.js";
import { element } from "../../base/dom.js";

/** So long what was done can be taken back, in milliseconds. */
const undoFor = 10_000;

/** What sets each status. */
const actionFor = /** @type {const} */ ({
  open: "reopen", answered: "mark_answered", closed: "close", archived: "archive",
});

/** What is done to a ticket: the one on the screen, if none is named. What fails is told. */
export class Actions {
  #parts;
  /** Takes back what was done last, while that is offered. */
  #undo = () => {};
  /** Takes that offer away. */
  #dismiss = () => {};

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Me} parts.me
   * @param {Staff.Words} parts.words
   * @param {Staff.Parts["toasts"]} parts.toasts
   * @param {(problem: Wire.Problem) => string} parts.reason
   * @param {import("./tickets.js").Tickets} parts.tickets
   * @param {import("./router.js").Router} parts.router
   * @param {import("./letters.js").Letters} parts.letters
   * @param {Staff.Parts["locale"]} parts.locale
   */
  constructor(parts) {
    this.#parts = parts;
  }

  /**
   * @param {Staff.Ticket["status"]} status
   * @param {string} [ticket]  another than the one on the screen
   */
  async setStatus(status, ticket = this.#parts.router.open) {
    const before = ticket && this.#parts.tickets.get(ticket)?.ticket.status;
    if (!await this.#post("status", { action: actionFor[status] }, ticket) || !before || before === status) return;
    this.#offerUndo(this.#parts.words.done[status], ticket, () =>
      this.#post("status", { action: actionFor[before] }, ticket));
  }

  /**
   * @param {string | null} agent  an id, "me", or nobody
   * @param {string} [ticket]  another than the one on the screen
   */
  async assign(agent, ticket = this.#parts.router.open) {
    const { tickets, me, words } = this.#parts;
    const before = (ticket && tickets.get(ticket)?.ticket.assigned_agent_id) ?? null;
    if (!await this.#post("assignee", { agent_id: agent }, ticket) || !ticket) return;
    if (before !== (agent === "me" ? me.agent.id : agent)) {
      this.#offerUndo(words.done.assigned, ticket, () => this.#post("assignee", { agent_id: before }, ticket));
    }
  }

  /** Takes back what was done last, if that is still offered. */
  undo() {
    this.#undo();
  }

  /** @param {string} title  what was done @param {string} ticket @param {() => void} takeBack */
  #offerUndo(title, ticket, takeBack) {
    const { toasts, words, tickets, letters } = this.#parts;
    this.#dismiss();
    this.#undo = () => {
      this.#dismiss();
      takeBack();
    };
    this.#dismiss = toasts.show({
      title,
      text: tickets.nameOf(ticket) ?? "",
      kind: "good",
      lasting: undoFor,
      action: { label: letters.named(words.undo, "z"), choose: () => this.#undo() },
      gone: () => (this.#undo = this.#dismiss = () => {}),
    });
  }

  /** @param {string} ticket @param {string} name  of its customer */
  rename(ticket, name) {
    return this.attempt(() => this.#parts.api.ask("PATCH", `tickets/${ticket}/user`, { body: { name } }));
  }

  /** @param {string} ticket @param {boolean} isBanned */
  setBanned(ticket, isBanned) {
    return this.#post(isBanned ? "ban" : "unban", undefined, ticket);
  }

  /** @param {string} user  everything of whom goes for good */
  async erase(user) {
    const { api, words, toasts } = this.#parts;
    if (!await this.attempt(() => api.ask("DELETE", `users/${user}`))) return;
    this.#dismiss();
    toasts.show({ title: words.erased, text: words.erasedText, kind: "good" });
  }

  /**
   * Saves the conversation as a page.
   * @param {boolean} withNotes
   * @param {string} [ticket]  another than the one on the screen
   */
  download(withNotes, ticket = this.#parts.router.open) {
    const { api, locale } = this.#parts;
    return this.attempt(async () => {
      /** @type {Wire.TranscriptAnswer} */
      const { url } = await api.post(`tickets/${ticket}/transcript`, { notes: withNotes });
      const query = `&language=${locale}&utc_offset=${-new Date().getTimezoneOffset()}`;
      element("a", { href: `${api.base}${url.slice(1)}${query}`, download: "" }).click();
    });
  }

  /**
   * @param {() => Promise<unknown>} action
   * @returns {Promise<boolean>} whether it is done
   */
  async attempt(action) {
    const { words, toasts, reason } = this.#parts;
    try {
      await action();
      return true;
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      toasts.show({ title: words.notDone, text: reason(error), kind: "bad" });
      return false;
    }
  }

  /** @param {string} path @param {object} [body] @param {string} [ticket] */
  async #post(path, body, ticket = this.#parts.router.open) {
    return ticket !== undefined && this.attempt(() => this.#parts.api.post(`tickets/${ticket}/${path}`, body));
  }
}
