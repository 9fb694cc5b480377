import { codeField } from "../controls/field.js";
import { Form } from "../controls/form.js";
import { backButton } from "./back_button.js";
import { element } from "../../base/dom.js";

/** The second factor: a code of the app, or a recovery code. */
export class CodeStep {
  element;
  #code;

  /** @param {import("./sign_in.js").EntranceParts & { send: (code: string) => Promise<void>, back: () => void }} parts */
  constructor({ words, common, locale, signal, send, back }) {
    const code = codeField({
      label: words.code.label,
      attributes: { name: "code" },
      check: (value) => (value.trim() ? "" : common.required),
    });
    this.#code = code;
    const form = new Form({
      name: "code",
      fields: [code],
      submit: words.code.submit,
      words: common,
      locale,
      signal,
      send: () => send(code.value.trim()),
      explain: (error) => {
        if (error.code !== "sign_in_refused") return undefined;
        code.input.select();
        return words.code.refused;
      },
    });
    this.element = element("div", { class: "step" });
    this.element.append(
      backButton(words.code.back, back),
      element("h1", {}, words.code.title),
      element("p", { class: "lead" }, words.code.lead),
      form.element,
    );
  }

  focus() {
    this.#code.input.focus();
  }
}
