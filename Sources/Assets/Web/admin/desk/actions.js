import { APIError } from "../../base/call.js";

/** So long what was done can be taken back, in milliseconds. */
const undoFor = 10_000;

/** What sets each status. */
const actionFor = /** @type {const} */ ({
  open: "reopen", answered: "mark_answered", closed: "close", archived: "archive",
});

/** What is done to a ticket: the one on the screen, if none is named. What fails is told. */
export class Actions {
  #desk;
  /** Takes back what was done last, while that is offered. */
  #undo = () => {};
  /** Takes that offer away. */
  #dismiss = () => {};

  /** @param {import("./desk.js").Desk} desk */
  constructor(desk) {
    this.#desk = desk;
  }

  /**
   * @param {Staff.Ticket["status"]} status
   * @param {string} [ticket]  another than the one on the screen
   */
  async setStatus(status, ticket = this.#desk.open) {
    const before = ticket && this.#desk.tickets.get(ticket)?.ticket.status;
    if (!await this.#post("status", { action: actionFor[status] }, ticket) || !before || before === status) return;
    this.#offerUndo(this.#desk.words.done[status], ticket, () =>
      this.#post("status", { action: actionFor[before] }, ticket));
  }

  /**
   * @param {string | null} agent  an id, "me", or nobody
   * @param {string} [ticket]  another than the one on the screen
   */
  async assign(agent, ticket = this.#desk.open) {
    const { tickets, me, words } = this.#desk;
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
    const { toasts, words, shortcuts } = this.#desk;
    this.#dismiss();
    this.#undo = () => {
      this.#dismiss();
      takeBack();
    };
    this.#dismiss = toasts.show({
      title,
      text: this.#desk.nameOf(ticket) ?? "",
      kind: "good",
      lasting: undoFor,
      action: { label: shortcuts.named(words.undo, "z"), choose: () => this.#undo() },
      gone: () => (this.#undo = this.#dismiss = () => {}),
    });
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
      toasts.show({ title: words.notDone, text: this.#desk.reason(error), kind: "bad" });
      return false;
    }
  }

  /** @param {string} path @param {object} [body] @param {string} [ticket] */
  async #post(path, body, ticket = this.#desk.open) {
    return ticket !== undefined && this.attempt(() => this.#desk.api.post(`tickets/${ticket}/${path}`, body));
  }
}
