import { portrait } from "../../../look/portrait.js";
import { element } from "../../../base/dom.js";
import { act } from "../../controls/action.js";
import { Moments } from "../moments.js";

/** @param {import("../settings.js").PageParts} parts */
export function profileSection({ me, words, common, locale, toasts, signOut }) {
  const { agent } = me;
  const leave = element("button", { class: "button", type: "button", "data-testid": "sign-out" }, words.signOut);
  leave.addEventListener("click", () => void act(leave, { toasts, common }, signOut));
  const who = element("div", { class: "who" }, element("strong", { dir: "auto", "data-testid": "name" }, agent.name));
  const login = agent.login ? `${agent.login} · ` : "";
  const facts = `${login}${words.roles[me.role]} · ${words.account.since(new Moments(locale).date(agent.created_at))}`;
  who.append(element("span", {}, facts));
  return element(
    "section", { class: "card section profile", "data-testid": "profile" }, portrait(agent.name), who, leave
  );
}
