import { element } from "../../base/dom.js";
import { copyButton } from "./copy_button.js";

/**
 * Something shown to be copied: a link, a key, a line of code.
 * @param {object} parts
 * @param {string} parts.label
 * @param {() => string} parts.text
 * @param {import("./words.js").ControlWords} parts.words
 * @param {AbortSignal} parts.signal
 */
export function secret({ label, text, words, signal }) {
  const shown = element("code", {
    class: "secret-text",
    tabindex: "0",
    "aria-label": label,
    role: "textbox",
    "aria-readonly": "true",
    "data-testid": "secret",
  });
  shown.textContent = text();
  const select = () => {
    getSelection()?.selectAllChildren(shown);
    shown.focus();
  };
  return element("div", { class: "secret" }, shown, copyButton({ text, words, signal, failed: select }));
}
