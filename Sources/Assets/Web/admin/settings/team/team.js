import { element } from "../../../base/dom.js";
import { icon } from "../../controls/icons.js";
import { administratorsOnly } from "../administrators_only.js";
import { load } from "../load.js";
import { Member } from "./member.js";
import { addMember } from "./new_member.js";

/**
 * Who may sign in, and what they may do.
 * @param {import("../settings.js").PageParts} parts
 */
export function teamPage(parts) {
  const { api, me, words, place, head, signal } = parts;
  if (me.role !== "admin") return place.append(administratorsOnly(words));
  const { team: said } = words;
  const list = element("div", { class: "card", "data-testid": "team" });
  const refresh = () => load(list, parts, async () => (await api.get("agents", signal)).agents, draw);
  const add = element(
    "button", { class: "button primary", type: "button", "data-testid": "add" }, icon("plus"), said.add
  );
  add.addEventListener("click", () => addMember(parts, () => void refresh()));

  /** @param {Staff.Account[]} agents */
  const draw = (agents) => {
    // Who may do something first, and oneself before them.
    const rank = (/** @type {Staff.Account} */ { id, disabled }) => (id === me.agent.id ? 0 : disabled ? 2 : 1);
    const sorted = [...agents].sort(
      (a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, parts.locale, { numeric: true })
    );
    const rows = element("ul", { class: "rows" });
    for (const agent of sorted) rows.append(new Member({ ...parts, agent, changed: () => void refresh() }).element);
    if (agents.length > 1) return [rows];
    return [rows, element("p", { class: "empty-note" }, said.one)];
  };
  head.append(add);
  place.append(element("p", { class: "page-lead" }, said.lead), list);
  void refresh();
}
