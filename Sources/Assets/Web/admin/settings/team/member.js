import { ask } from "../../../look/dialogs.js";
import { portrait } from "../../../look/portrait.js";
import { element } from "../../../base/dom.js";
import { act } from "../../controls/action.js";
import { icon } from "../../controls/icons.js";
import { Menu } from "../../controls/menu.js";
import { Window } from "../../controls/window.js";
import { Moments } from "../moments.js";
import { SessionList } from "../session_list.js";
import { showLink } from "./link.js";
import { changeLogin } from "./login.js";
import { renameMember } from "./rename.js";

/** A colleague in the list, with what can be done. */
export class Member {
  element;
  #parts;
  #agent;
  #changed;
  #menu;

  /** @param {import("../settings.js").PageParts & { agent: Staff.Account, changed: () => void }} parts */
  constructor(parts) {
    const { words, me, agent, changed } = parts;
    this.#parts = parts;
    this.#agent = agent;
    this.#changed = changed;
    const { team: said } = words;
    const isOneself = agent.id === me.agent.id;
    const name = element("strong", { dir: "auto", "data-testid": "name" }, agent.name);
    const title = element(
      "span", { class: "title" }, name, ...(isOneself ? [element("span", { class: "soft" }, `(${said.you})`)] : [])
    );
    const facts = element("span", { class: "soft" }, element("span", { "data-testid": "role" }, words.roles[agent.role]));
    if (agent.login) facts.append(" · ", element("span", { dir: "auto", "data-testid": "login" }, agent.login));
    const seen = element("span", { class: "seen", "data-testid": "seen" });
    const what = element("div", { class: "what" }, title, facts);
    this.#menu = new Menu({ label: said.actionsOf(agent.name), items: () => this.#actions(isOneself) });
    this.element = element("li", { class: "row-item member", "data-id": agent.id, "data-testid": "member" });
    this.element.append(portrait(agent.name), what, this.#chips(), seen, this.#menu.element);
    if (agent.disabled) this.element.classList.add("is-off");
    else if (agent.seen_at) seen.textContent = said.seen(new Moments(parts.locale).ago(agent.seen_at));
    else if (agent.can_sign_in || agent.telegram) seen.textContent = said.signedOut;
  }

  #chips() {
    const { team: said } = this.#parts.words;
    const { disabled, can_sign_in: canSignIn, telegram, second_factor: factor } = this.#agent;
    const chips = element("span", { class: "chips" });
    const add = (/** @type {string} */ kind, /** @type {string} */ text) => chips.append(
      element("span", { class: `chip ${kind}` }, text)
    );
    if (disabled) add("bad", said.disabled);
    else if (canSignIn || telegram) add("good", said.active);
    else add("warning", said.invited);
    if (telegram) chips.append(element("span", { class: "chip" }, icon("telegram"), said.telegram));
    if (factor) chips.append(element("span", { class: "chip" }, icon("shield"), said.factor));
    return chips;
  }

  /**
   * Nobody locks themselves out.
   * @param {boolean} isOneself
   * @returns {import("../../controls/menu.js").MenuItem[]}
   */
  #actions(isOneself) {
    const { team: said } = this.#parts.words;
    const { role, disabled } = this.#agent;
    /** @type {import("../../controls/menu.js").MenuItem[]} */
    const everybody = [
      { text: said.rename, icon: "edit", testid: "rename", choose: () => renameMember(this.#parts, this.#agent, this.#changed) },
      ...(this.#agent.login === undefined ? [] : [
        {
          text: said.changeLogin, icon: /** @type {const} */ ("keys"), testid: "change-login",
          choose: () => changeLogin(this.#parts, this.#agent, this.#changed),
        },
      ]),
      { text: said.sessions, icon: "laptop", testid: "sessions", choose: () => this.#showSessions() },
    ];
    if (isOneself) return everybody;
    return [
      ...everybody,
      role === "admin"
        ? { text: said.makeAgent, icon: "team", testid: "make-agent", choose: () => void this.#setRole("agent") }
        : { text: said.makeAdmin, icon: "shield", testid: "make-admin", choose: () => void this.#setRole("admin") },
      ...(disabled ? [] : [{ text: said.reset, icon: /** @type {const} */ ("keys"), testid: "reset", choose: () => void this.#reset() }]),
      disabled
        ? { text: said.enable, icon: "check", testid: "enable", choose: () => void this.#enable() }
        : {
          text: said.disable, icon: "lock", testid: "disable", isDangerous: true, choose: () => void this.#disable(),
        },
    ];
  }

  #showSessions() {
    const { place, common, words, signal } = this.#parts;
    const window = new Window({ place, title: words.team.sessionsOf(this.#agent.name), words: common, signal });
    window.show({ content: [new SessionList(this.#parts).element] });
  }

  /** @param {"agent" | "admin"} role */
  #setRole(role) {
    const { team: said } = this.#parts.words;
    const { name } = this.#agent;
    const [title, text, confirm] = role === "admin"
      ? [said.makeAdminTitle(name), said.makeAdminText, said.makeAdmin]
      : [said.makeAgentTitle(name), said.makeAgentText, said.makeAgent];
    return this.#confirmed({ title, text, confirm }, async () => {
      await this.#change({ role });
      return said.roleChanged(name);
    });
  }

  #disable() {
    const { team: said } = this.#parts.words;
    const { name } = this.#agent;
    const question = {
      title: said.disableTitle(name), text: said.disableText, confirm: said.disable, isDangerous: true,
    };
    return this.#confirmed(question, async () => {
      await this.#change({ disabled: true });
      return said.disabledNow(name);
    });
  }

  #enable() {
    const { toasts, words: { team: said } } = this.#parts;
    return act(this.#menu.button, this.#parts, async () => {
      await this.#change({ disabled: false });
      toasts.show({ title: said.enabledNow(this.#agent.name), text: said.enabledText, kind: "good" });
      this.#changed();
    });
  }

  async #reset() {
    const { common, place, words: { team: said } } = this.#parts;
    const { name } = this.#agent;
    const question = {
      title: said.resetTitle(name),
      text: said.resetText,
      confirm: said.reset,
      cancel: common.cancel,
      isDangerous: true,
    };
    if (!(await ask(place, question))) return;
    await act(this.#menu.button, this.#parts, async () => {
      showLink(this.#parts, await this.#change({ reset: true }), this.#changed);
    });
  }

  /** @param {Record<string, unknown>} body */
  #change(body) {
    return this.#parts.api.ask("PATCH", `agents/${encodeURIComponent(this.#agent.id)}`, { body });
  }

  /**
   * @param {{ title: string, text: string, confirm: string, isDangerous?: boolean }} question
   * @param {() => Promise<string>} action  returns what to say when it is done
   */
  async #confirmed(question, action) {
    const { common, place, toasts } = this.#parts;
    if (!(await ask(place, { ...question, cancel: common.cancel }))) return;
    await act(this.#menu.button, this.#parts, async () => {
      toasts.show({ title: await action(), kind: "good" });
      this.#changed();
    });
  }
}
