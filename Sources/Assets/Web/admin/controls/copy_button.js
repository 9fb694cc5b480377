import { element } from "../../base/dom.js";
import { after } from "../../base/lifetime.js";
import { icon } from "./icons.js";

/** So long the button says that it has copied, in milliseconds. */
const shownFor = 2_500;

/**
 * A button that copies, and says so.
 * @param {object} parts
 * @param {() => string} parts.text
 * @param {string} [parts.label]
 * @param {import("./words.js").ControlWords} parts.words
 * @param {AbortSignal} parts.signal
 * @param {() => void} [parts.failed]  selects what could not be copied
 */
export function copyButton({ text, label, words, signal, failed }) {
  const name = label ?? words.copy;
  const said = element("span", { role: "status" }, name);
  const button = element("button", { class: "button", type: "button", "data-testid": "copy" }, icon("copy"), said);
  let cancel = () => {};
  button.addEventListener("click", async () => {
    const isCopied = await navigator.clipboard?.writeText(text()).then(() => true, () => false) ?? copyOldWay(text(), button);
    if (!isCopied) failed?.();
    said.textContent = isCopied ? words.copied : words.copyFailed;
    button.firstElementChild?.replaceWith(icon(isCopied ? "check" : "copy"));
    cancel();
    cancel = after(shownFor, signal, () => {
      said.textContent = name;
      button.firstElementChild?.replaceWith(icon("copy"));
    });
  });
  return button;
}

/**
 * Copies by way of a selection: pages without TLS have no clipboard.
 * @param {string} text
 * @param {HTMLElement} beside  within the dialog, if there is one, for nothing outside can be selected
 */
function copyOldWay(text, beside) {
  const field = element("textarea", { class: "unseen", tabindex: "-1", "aria-hidden": "true" });
  field.value = text;
  beside.after(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  beside.focus();
  return isCopied;
}
