import { element } from "../../../base/dom.js";
import { section } from "../section.js";
import { SessionList } from "../session_list.js";

/** @param {import("../settings.js").PageParts} parts */
export function sessionsSection(parts) {
  const { words, place, signal } = parts;
  const { sessions: said } = words.account;
  const list = new SessionList(parts);
  place.addEventListener("sessions-changed", () => list.refresh(), { signal });
  const body = element("div", { class: "section-body" }, list.element);
  return section({ title: said.title, lead: said.lead, name: "sessions" }, [body]);
}
