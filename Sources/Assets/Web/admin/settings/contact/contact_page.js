import { element } from "../../../base/dom.js";
import { Choice } from "../../controls/choice.js";
import { load } from "../load.js";
import { PreviewFrame } from "../look/preview_frame.js";
import { section } from "../section.js";
import { FormEditor } from "./form_editor.js";

/**
 * What visitors are asked, and how that looks.
 * @param {import("../settings.js").PageParts} parts
 */
export function contactPage(parts) {
  const { api, me, words, locale, place, signal } = parts;
  const { contact: said, widget } = words;
  place.classList.add("wide");
  const body = element("div", { class: "page-body" });
  place.append(element("p", { class: "page-lead" }, said.lead), body);

  const both = async () => {
    const [{ form }, { look }] = await Promise.all([api.get("contact-form", signal), api.get("widget", signal)]);
    return { form, look };
  };
  void load(body, parts, both, (/** @type {{ form: Wire.ContactForm, look: import("../look/look_page.js").Look }} */ { form, look }) => {
    const frame = new PreviewFrame({ title: widget.preview, locale, signal });
    /** @type {Choice<"en" | "ru">} */
    const language = new Choice({
      label: said.previewIn, options: said.languages, value: locale, name: "preview-language",
      changed: (value) => (frame.locale = value),
    });
    const aside = element("aside", { class: "card section", "aria-label": widget.preview }, language.element, frame.element);
    aside.append(element("p", { class: "hint" }, widget.previewHint));
    const show = (/** @type {Wire.ContactForm} */ shown) => frame.show({ look, form: shown, sample: said.sample });
    const editor = me.role === "admin" ? new FormEditor({ ...parts, form, changed: show }) : undefined;
    if (!editor) show(form);
    const first = editor
      ? section({ title: said.title, name: "contact-form-section" }, [editor.element])
      : element("p", { class: "note" }, said.notAdmin);
    return [element("div", { class: "columns look" }, first, aside)];
  });
}
