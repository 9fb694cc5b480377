import { codeField } from "../controls/field.js";
import { Form } from "../controls/form.js";
import { icon } from "../controls/icons.js";
import { backButton } from "./back_button.js";
import { element } from "../../base/dom.js";

/** Signing in as a member of the support group: the bot tells a code in private, which is typed here. */
export class BotStep {
  element;
  #code;

  /**
   * @param {import("./sign_in.js").EntranceParts & {
   *   url: string, send: (proof: import("./sign_in.js").Proof) => Promise<void>, back: () => void
   * }} parts  with the address where the bot is asked
   */
  constructor({ words, common, locale, signal, url, send, back }) {
    const { bot } = words;
    this.#code = codeField({
      label: bot.label,
      attributes: { name: "telegram-code", placeholder: "ABCD-EFGH" },
      check: (value) => (value.trim() ? "" : common.required),
    });
    const form = new Form({
      name: "telegram",
      fields: [this.#code],
      submit: bot.submit,
      words: common,
      locale,
      signal,
      send: () => send({ telegram_code: this.#code.value.trim() }),
      explain: ({ code }) => (code === "sign_in_refused" ? bot.refused : undefined),
    });
    const open = element("a", { class: "button", href: url, target: "_blank", rel: "noopener noreferrer" });
    open.append(icon("telegram"), bot.button);
    const steps = element("ol", { class: "steps" });
    for (const text of [bot.open(botName(url)), bot.answer, bot.type]) steps.append(element("li", {}, text));
    this.element = element("div", { class: "step" });
    this.element.append(
      backButton(bot.back, back),
      element("h1", {}, bot.title),
      steps,
      open,
      form.element,
      element("p", { class: "help" }, bot.warning),
    );
  }

  focus() {
    this.#code.input.focus();
  }
}

/**
 * `@BOT` of `https://t.me/BOT?start=signin`.
 * @param {string} url
 */
export function botName(url) {
  return `@${new URL(url).pathname.slice(1)}`;
}
