import { ask } from "../../look/dialogs.js";
import { element } from "../../base/dom.js";
import { act } from "../controls/action.js";
import { icon } from "../controls/icons.js";
import { device } from "./devices.js";
import { load } from "./load.js";
import { Moments } from "./moments.js";

/**
 * @typedef {object} Session
 * @property {string} id
 * @property {string} [user_agent]
 * @property {string} created_at
 * @property {string} used_at
 * @property {boolean} current
 */

/** Where an agent is signed in, each of which can be ended. */
export class SessionList {
  element = element("div", { class: "sessions" });
  #parts;
  #moments;
  #query;

  /** @param {import("./settings.js").PageParts & { agent?: Staff.Account }} parts  one's own without an agent */
  constructor(parts) {
    const { agent } = parts;
    this.#parts = parts;
    this.#moments = new Moments(parts.locale);
    this.#query = agent === undefined ? "" : `?agent=${encodeURIComponent(agent.id)}`;
    this.refresh();
  }

  refresh() {
    const { api, signal } = this.#parts;
    void load(
      this.element,
      this.#parts,
      () => api.get(`sessions${this.#query}`, signal),
      ({ sessions }) => this.#draw(sessions),
    );
  }

  /** @param {Session[]} sessions */
  #draw(sessions) {
    const { words } = this.#parts;
    if (sessions.length === 0) return [element("p", { class: "section-lead" }, words.team.noSessions)];
    const own = sessions.filter((session) => session.current);
    const others = sessions.filter((session) => !session.current);
    const list = element("ul", { class: "rows" }, ...[...own, ...others].map((session) => this.#row(session)));
    return others.length > 1 || (others.length === 1 && own.length === 0) ? [list, this.#endOthers(own.length > 0)] : [list];
  }

  /** @param {Session} session */
  #row({ id, user_agent: agent = "", created_at: since, used_at: used, current }) {
    const { api, words, toasts, common } = this.#parts;
    const { sessions: said } = words.account;
    const { browser, system, isPhone } = device(agent);
    const name = browser && system ? said.on(browser, system) : browser ?? system ?? said.unknown;
    const title = element("strong", { title: agent }, name);
    const line = element("div", { class: "what" }, title);
    if (current) title.append(" ", element("span", { class: "chip good" }, said.current));
    line.append(
      element(
        "span", { class: "soft" }, `${said.seen(this.#moments.ago(used))} · ${said.since(this.#moments.full(since))}`
      ),
    );
    const row = element(
      "li", { class: "row-item", "data-id": id, "data-testid": "session" }, icon(isPhone ? "phone" : "laptop"), line
    );
    if (current) return row;
    const end = element("button", { class: "button danger", type: "button", "aria-label": said.endOf(name) }, said.end);
    end.addEventListener("click", () => void act(end, { toasts, common }, async () => {
      await api.ask("DELETE", `sessions/${encodeURIComponent(id)}${this.#query}`);
      toasts.show({ title: said.ended, kind: "good" });
      this.refresh();
    }));
    row.append(end);
    return row;
  }

  /** @param {boolean} isOwn */
  #endOthers(isOwn) {
    const { api, words, toasts, common, place } = this.#parts;
    const { sessions: said } = words.account;
    const confirm = isOwn ? said.endOthers : words.team.endAll;
    const button = element("button", { class: "button danger", type: "button", "data-testid": "end-others" }, confirm);
    button.addEventListener("click", async () => {
      const question = {
        title: said.endOthersTitle, text: said.endOthersText, confirm, cancel: common.cancel, isDangerous: true,
      };
      if (isOwn && !(await ask(place, question))) return;
      await act(button, { toasts, common }, async () => {
        await api.ask("DELETE", `sessions${this.#query}`);
        toasts.show({ title: said.endedOthers, kind: "good" });
        this.refresh();
      });
    });
    return element("div", { class: "actions start" }, button);
  }
}
