import { element } from "../../widget/dom.js";
import { after } from "../../widget/lifetime.js";
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
    const isCopied = await navigator.clipboard.writeText(text()).then(() => true, () => false);
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
