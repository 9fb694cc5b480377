import { element } from "../../../base/dom.js";
import { Choice } from "../../controls/choice.js";
import { load } from "../load.js";
import { section } from "../section.js";
import { LookForm } from "./look_form.js";
import { PreviewFrame } from "./preview_frame.js";
import { snippetSection } from "./snippet.js";

/**
 * @typedef {object} Look
 * @property {string} accent
 * @property {string} accent_end
 * @property {"left" | "right"} side
 * @property {"auto" | "light" | "dark"} theme
 * @property {string} name
 * @property {string} greeting
 * @property {string} privacy_url
 */

/**
 * How the chat looks on the site, and how it gets there.
 * @param {import("../settings.js").PageParts} parts
 */
export function lookPage(parts) {
  const { api, me, words, locale, place, signal } = parts;
  const { widget: said } = words;
  place.classList.add("wide");
  const body = element("div", { class: "page-body" });
  place.append(element("p", { class: "page-lead" }, said.lead), body);

  void load(body, parts, async () => (await api.get("widget", signal)).look, (/** @type {Look} */ look) => {
    const frame = new PreviewFrame({ title: said.preview, locale, signal });
    /** @type {Choice<"open" | "closed">} */
    const state = new Choice({
      label: said.preview, options: said.states, value: "open", name: "preview-state",
      changed: (value) => (frame.isOpen = value === "open"),
    });
    const aside = element("aside", { class: "card section", "aria-label": said.preview }, state.element, frame.element);
    aside.append(element("p", { class: "hint" }, said.previewHint));
    const form = me.role === "admin" ? new LookForm({ ...parts, look, changed: (shown) => frame.show({ look: shown }) }).element : undefined;
    if (!form) frame.show({ look });
    const first = form
      ? section({ title: said.look, name: "look" }, [form])
      : element("p", { class: "note" }, said.notAdmin);
    return [element("div", { class: "columns look" }, first, aside), snippetSection(parts)];
  });
}
