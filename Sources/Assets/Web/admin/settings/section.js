import { element } from "../../base/dom.js";

let count = 0;

/**
 * A part of a page under a heading of its own.
 * @param {object} parts
 * @param {string} parts.title
 * @param {string} [parts.lead]
 * @param {string} parts.name  for tests
 * @param {Node} [parts.mark]  beside the heading
 * @param {Node[]} [content]
 */
export function section({ title, lead, name, mark }, content = []) {
  const heading = element("h3", { id: `section-${++count}` }, title);
  const head = element("div", { class: "section-head" }, heading, ...(mark ? [mark] : []));
  const made = element("section", { class: "card section", "aria-labelledby": heading.id, "data-testid": name }, head);
  if (lead) made.append(element("p", { class: "section-lead" }, lead));
  made.append(...content);
  return made;
}
