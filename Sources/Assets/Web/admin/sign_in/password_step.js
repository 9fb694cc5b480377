import { Form } from "../controls/form.js";
import { textField } from "../controls/field.js";
import { icon } from "../controls/icons.js";
import { passwordField } from "../controls/password_field.js";
import { element } from "../../base/dom.js";

/** Name and password. */
export class PasswordStep {
  element;
  #name;
  #telegram;

  /**
   * @param {import("./sign_in.js").EntranceParts & {
   *   send: (proof: import("./sign_in.js").Proof) => Promise<void>, byTelegram: () => void
   * }} parts
   */
  constructor({ words, common, locale, signal, send, byTelegram }) {
    this.#name = textField({
      label: words.name,
      attributes: {
        name: "username", autocomplete: "username", autocapitalize: "none", spellcheck: "false", maxlength: "100",
      },
      check: (value) => (value.trim() ? "" : common.required),
    });
    const password = passwordField({ label: words.password, attributes: { name: "password" } }, common);
    const form = new Form({
      name: "sign-in",
      fields: [this.#name, password],
      submit: words.submit,
      words: common,
      locale,
      signal,
      send: () => send({ name: this.#name.value, password: password.value }),
      explain: ({ code }) => (code === "sign_in_refused" ? words.refused : undefined),
    });
    const button = element("button", { class: "button", type: "button", "data-testid": "by-telegram" });
    button.append(icon("telegram"), words.telegram);
    button.addEventListener("click", byTelegram);
    this.#telegram = element("div", { class: "other", hidden: "" }, element("span", { class: "or" }, words.or), button);
    // On a phone it takes two lines, and no browser may part the hyphens from their word.
    const parts = ["otvet agent add NAME", "--login LOGIN", "--admin"].map((part) => element("span", {}, part));
    const command = element("code", { dir: "ltr" }, ...parts.flatMap((part) => [part, " "]).slice(0, -1));
    const help = element("p", { class: "help" }, words.noAccount, " ", command);
    this.element = element("div", { class: "step" });
    this.element.append(
      element("h1", {}, words.title), element("p", { class: "lead" }, words.lead), form.element, this.#telegram, help);
  }

  /** There is a bot that tells members of the group a code. */
  offerTelegram() {
    this.#telegram.hidden = false;
  }

  focus() {
    this.#name.input.focus();
  }
}
