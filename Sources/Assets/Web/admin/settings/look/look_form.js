import { element } from "../../../base/dom.js";
import { Choice } from "../../controls/choice.js";
import { textArea, textField } from "../../controls/field.js";
import { Form } from "../../controls/form.js";
import { Draft } from "../draft.js";
import { colorField } from "./color_field.js";
import { isColor, least } from "./contrast.js";
import { presets } from "./presets.js";

/** @typedef {import("./look_page.js").Look} Look */

/** What an administrator chooses. It is kept until it is saved or discarded. */
export class LookForm {
  element = element("div", { class: "look-form" });
  #parts;
  #saved;
  #draft;
  #changed;
  #fields;
  #presets;
  #show;

  /** @param {import("../settings.js").PageParts & { look: Look, changed: (look: Look) => void }} parts  the look as it is saved */
  constructor(parts) {
    const { look, changed } = parts;
    this.#parts = parts;
    this.#saved = look;
    this.#changed = changed;
    this.#draft = /** @type {Draft<Record<keyof Look, string>>} */ (new Draft(parts.me, "look"));
    const { words: { widget: said }, locale, signal } = parts;
    const touched = () => this.#touched();
    const accent = colorField({ label: said.accent, name: "accent", ratio: least.accent, said, locale });
    const end = colorField({
      label: said.accentEnd, hint: said.accentEndHint, name: "accent-end", ratio: least.accent_end, said, locale,
    });
    /** @type {Choice<"left" | "right">} */
    const side = new Choice({
      label: said.side, options: said.sides, value: look.side, name: "side", changed: touched,
    });
    /** @type {Choice<"auto" | "light" | "dark">} */
    const theme = new Choice({
      label: said.theme, options: said.themes, value: look.theme, name: "theme", changed: touched,
    });
    const name = textField({
      label: said.name, hint: said.nameHint, attributes: { name: "name", maxlength: "60", autocomplete: "off" },
    });
    const greeting = textArea({
      label: said.greeting, hint: said.greetingHint, attributes: { name: "greeting", maxlength: "300", rows: "2" },
    });
    const privacy = textField({
      label: said.privacy,
      hint: said.privacyHint,
      attributes: { name: "privacy-url", maxlength: "500", autocomplete: "off", inputmode: "url", spellcheck: "false", dir: "ltr" },
      check: (value) => (isWebAddress(value.trim()) ? "" : said.privacyProblem),
    });
    this.#fields = { accent: accent.field, accent_end: end.field, side, theme, name, greeting, privacy_url: privacy };
    this.#presets = presets(said, (first, second) => {
      accent.field.value = first;
      end.field.value = second;
      for (const { field } of [accent, end]) field.input.dispatchEvent(new Event("input", { bubbles: true }));
    });

    const discard = element("button", { class: "button", type: "button", "data-testid": "discard" }, said.discard);
    const form = this.#form([
      this.#presets.element, element("div", { class: "pair" }, accent.field.element, end.field.element),
      side.element, theme.element, name.element, greeting.element, privacy.element,
    ], discard);
    form.element.addEventListener("input", touched);
    const note = element("p", { class: "note", "data-testid": "unsaved" }, said.unsaved);
    this.element.append(form.element, note);
    this.#show = () => {
      discard.hidden = note.hidden = !this.#isChanged;
      accent.draw();
      end.draw();
    };
    discard.addEventListener("click", () => {
      this.#draft.value = undefined;
      this.#fill(this.#saved);
    });
    addEventListener("beforeunload", (event) => this.#isChanged && event.preventDefault(), { signal });
    this.#fill({ ...look, .../** @type {Partial<Look>} */ (this.#draft.value) });
  }

  /** @returns {Look} */
  get #look() {
    const { accent, accent_end, side, theme, name, greeting, privacy_url } = this.#fields;
    return {
      accent: accent.value.toLowerCase(),
      accent_end: accent_end.value.toLowerCase(),
      side: side.value,
      theme: theme.value,
      name: name.value.trim(), greeting: greeting.value.trim(),
      privacy_url: privacy_url.value.trim(),
    };
  }

  get #isChanged() {
    return JSON.stringify(this.#look) !== JSON.stringify(ordered(this.#saved));
  }

  /** @param {Node[]} content @param {HTMLElement} discard */
  #form(content, discard) {
    const { api, words: { widget: said }, common, locale, toasts, signal } = this.#parts;
    const { accent, accent_end: end, name, greeting, privacy_url: privacy } = this.#fields;
    return new Form({
      name: "look",
      fields: [accent, end, name, greeting, privacy],
      content,
      buttons: [discard],
      submit: said.save,
      words: common,
      locale,
      signal,
      send: async () => {
        this.#saved = (await api.ask("PUT", "widget", { body: this.#look })).look;
        this.#draft.value = undefined;
        this.#fill(this.#saved);
        toasts.show({ title: said.saved, kind: "good" });
      },
    });
  }

  /** @param {Look} look */
  #fill(look) {
    const { accent, accent_end, side, theme, name, greeting, privacy_url: privacy } = this.#fields;
    [accent.value, accent_end.value, name.value, greeting.value] = [look.accent, look.accent_end, look.name, look.greeting];
    privacy.value = look.privacy_url;
    [side.value, theme.value] = [look.side, look.theme];
    for (const field of [accent, accent_end, name, greeting, privacy]) field.problem = "";
    this.#draw();
  }

  #touched() {
    this.#draft.value = this.#isChanged ? this.#look : undefined;
    this.#draw();
  }

  #draw() {
    const look = this.#look;
    this.#presets.mark(look.accent, look.accent_end);
    this.#show();
    // While a colour or an address is being typed the last whole one is shown.
    if (isColor(look.accent) && isColor(look.accent_end) && isWebAddress(look.privacy_url)) this.#changed(look);
  }
}

/**
 * The members in one order, so that looks can be compared.
 * @param {Look} look
 */
function ordered({ accent, accent_end, side, theme, name, greeting, privacy_url }) {
  return { accent, accent_end, side, theme, name, greeting, privacy_url };
}

/**
 * Whether the server takes it for an address: what is not ASCII is written as browsers write it (`xn--…`, `%D0…`).
 * @param {string} text
 */
function isWebAddress(text) {
  return text === "" || /^https:\/\/(?!\/)[\x21-\x7e]+$/.test(text) && !/["<>\\^`{|}]/.test(text);
}
