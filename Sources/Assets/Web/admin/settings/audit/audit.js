import { element } from "../../../base/dom.js";
import { act } from "../../controls/action.js";
import { icon } from "../../controls/icons.js";
import { administratorsOnly } from "../administrators_only.js";
import { load } from "../load.js";
import { Moments } from "../moments.js";
import { auditRow } from "./audit_row.js";
import { selectField } from "./select_field.js";

/**
 * @typedef {object} AuditEntry
 * @property {string} id
 * @property {string} at
 * @property {{ kind: "agent" | "api_key" | "operator" | "command_line" | "group" | "unknown", id?: string, name?: string }} actor
 * @property {keyof import("../words.js").SettingsWords["audit"]["actions"]} action
 * @property {{ kind: "agent" | "api_key" | "ticket" | "canned_reply", id: string, name?: string }} [object]
 * @property {string} [detail]
 * @property {number} count
 * @property {keyof import("../words.js").SettingsWords["audit"]["surfaces"]} surface
 * @property {string} [address]
 */

/**
 * What the staff have done: the latest first, as much of it as is asked for.
 * @param {import("../settings.js").PageParts} parts
 */
export function auditPage(parts) {
  const { api, me, words, common, locale, place, toasts, signal } = parts;
  if (me.role !== "admin") return place.append(administratorsOnly(words));
  const { audit: said } = words;
  const moments = new Moments(locale);
  const list = element("div", { class: "card", "data-testid": "audit" });
  const rows = element("ul", { class: "rows" });

  const query = (/** @type {Record<string, string | undefined>} */ more = {}) => {
    const asked = { action: action.value, actor: actor.value, ...more };
    return new URLSearchParams(/** @type {[string, string][]} */ (Object.entries(asked).filter(([, value]) => value)));
  };
  const refresh = () => {
    csv.href = `${api.base}api/admin/audit/export?${query({ format: "csv" })}`;
    jsonl.href = `${api.base}api/admin/audit/export?${query({ format: "jsonl" })}`;
    return load(list, parts, () => api.get(`audit?${query()}`, signal), draw);
  };
  const action = selectField({
    label: said.what, name: "action", options: [["", said.everything], ...Object.entries(said.actions)],
    changed: () => void refresh(),
  });
  const actor = selectField({
    label: said.who,
    name: "actor",
    options: [["", said.everybody], ...Object.entries(said.actors)],
    changed: () => void refresh(),
  });
  const csv = file("csv", said.csv);
  const jsonl = file("jsonl", said.jsonl);
  const more = element("button", { class: "button quiet", type: "button", "data-testid": "more" }, said.more);
  const end = element("div", { class: "list-end" }, more);
  let last = "";

  /** @param {{ entries: AuditEntry[], has_more: boolean }} page */
  const add = ({ entries, has_more: hasMore }) => {
    for (const entry of entries) rows.append(auditRow(entry, { words, moments }));
    last = entries.at(-1)?.id ?? last;
    end.hidden = !hasMore;
  };
  more.addEventListener("click", () => {
    // Another choice meanwhile begins another list.
    const asked = query({ before: last });
    return act(more, { toasts, common }, async () => {
      const page = await api.get(`audit?${asked}`, signal);
      if (`${asked}` === `${query({ before: last })}`) add(page);
    });
  });
  /** @param {{ entries: AuditEntry[], has_more: boolean }} page */
  const draw = (page) => {
    rows.replaceChildren();
    add(page);
    if (page.entries.length > 0) return [rows, end];
    return [element("div", { class: "empty-state" }, icon("audit"), element("strong", {}, said.none))];
  };
  place.append(
    element("p", { class: "page-lead" }, said.lead),
    element("div", { class: "toolbar audit-bar" }, actor.element, action.element, csv, jsonl),
    list,
  );
  void refresh();
  void addPeople(actor, parts);
}

/** @param {string} format @param {string} label */
function file(format, label) {
  return element("a", { class: "button", download: "", "data-testid": format }, icon("download"), label);
}

/**
 * Agents and keys are told apart by number. Without them the list can still be looked through.
 * @param {import("./select_field.js").SelectField} actor
 * @param {import("../settings.js").PageParts} parts
 */
async function addPeople(actor, { api, words, signal }) {
  try {
    const [{ agents }, { api_keys: keys }] = await Promise.all([api.get("agents", signal), api.get("api-keys", signal)]);
    for (const { id, name } of /** @type {Staff.Account[]} */ (agents)) actor.add(`agent:${id}`, name);
    for (const { id, name } of /** @type {{ id: string, name: string }[]} */ (keys)) {
      actor.add(`api_key:${id}`, words.audit.keyOf(name));
    }
  } catch {
    // The list itself says what is wrong.
  }
}
