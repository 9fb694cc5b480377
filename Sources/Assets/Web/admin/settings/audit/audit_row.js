import { element } from "../../../base/dom.js";

/**
 * One act: what was done, to what, by whom, when and from where.
 * @param {import("./audit.js").AuditEntry} entry
 * @param {{ words: import("../words.js").SettingsWords, moments: import("../moments.js").Moments }} parts
 */
export function auditRow(entry, { words, moments }) {
  const { audit: said } = words;
  const title = element("div", { class: "title" }, element("strong", {}, said.actions[entry.action]));
  const subject = subjectOf(entry, said);
  if (subject) title.append(subject);
  const detail = detailOf(entry, words);
  if (detail) title.append(element("span", { class: "chip", dir: "auto" }, detail));
  if (entry.count > 1) title.append(element("span", { class: "chip warning" }, said.times(entry.count)));
  const where = [said.surfaces[entry.surface], entry.address].filter(Boolean).join(" · ");
  const who = element("span", { class: "soft" }, element("bdi", {}, whoOf(entry, said)), ` · ${where}`);
  return element(
    "li",
    { class: "row-item audit-entry", "data-id": entry.id, "data-testid": "audit-entry" },
    element("div", { class: "what" }, title, who),
    element("time", { class: "soft", datetime: entry.at, title: entry.at }, moments.exact(entry.at)),
  );
}

/**
 * @param {import("./audit.js").AuditEntry} entry
 * @param {import("../words.js").SettingsWords["audit"]} said
 */
function subjectOf({ object }, said) {
  if (!object) return undefined;
  if (object.kind === "ticket") return element("a", { href: `#/tickets/${object.id}` }, said.ticket(object.id));
  return element("span", { dir: "auto" }, object.kind === "canned_reply" ? `/${object.name}` : object.name ?? object.id);
}

/**
 * @param {import("./audit.js").AuditEntry} entry
 * @param {import("../words.js").SettingsWords["audit"]} said
 */
function whoOf({ actor }, said) {
  if (actor.kind === "agent") return actor.name ?? `#${actor.id}`;
  if (actor.kind === "api_key") return said.keyOf(actor.name ?? `#${actor.id}`);
  const kind = said.actors[actor.kind];
  return actor.name ? `${kind} (${actor.name})` : kind;
}

/**
 * @param {import("./audit.js").AuditEntry} entry
 * @param {import("../words.js").SettingsWords} words
 */
function detailOf({ action, detail }, { roles, audit: said }) {
  if (!detail) return "";
  switch (action) {
    case "role_changed":
    case "agent_added":
    case "key_made":
      return detail === "admin" || detail === "agent" ? roles[detail] : detail;
    case "signed_in":
      return said.byTelegram;
    case "session_ended":
      return said.allSessions;
    case "agent_renamed":
      return said.before(detail);
    default:
      return detail;
  }
}
