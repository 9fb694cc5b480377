import { APIError } from "../../base/call.js";
import { element } from "../../base/dom.js";

/**
 * Asks whether everything of a customer is to go for good: it says how much that is, and wants a word typed.
 * @param {object} parts
 * @param {Node} parts.place  where the dialog is put: within the styles it needs
 * @param {Staff.Parts["api"]} parts.api
 * @param {Staff.Words} parts.words
 * @param {string} parts.user  an id
 * @param {string} parts.name  what the customer is called
 * @param {AbortSignal} parts.signal
 * @returns {Promise<boolean>}
 */
export function askToErase({ place, api, words, user, name, signal }) {
  const heading = element("h2", { id: "otvet-erase" }, words.eraseTitle(name));
  const stored = element("p", { role: "status", "data-testid": "stored" });
  const input = element("input", {
    class: "input", autocomplete: "off", autocapitalize: "off", spellcheck: "false", "data-testid": "erase-word",
  });
  const label = element("label", { class: "label" }, words.eraseType(words.eraseWord), input);
  const no = element("button", { class: "button", type: "button" }, words.cancel);
  const yes = element("button", { class: "button danger", disabled: "" }, words.erase);
  const form = element("form", { class: "erase-form", method: "dialog" }, label, element("div", { class: "actions" }, no, yes));
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": heading.id, "data-testid": "erase-dialog" });
  dialog.append(heading, stored, element("p", {}, words.eraseText), form);
  const isTyped = () => input.value.trim().toLocaleLowerCase() === words.eraseWord;
  input.addEventListener("input", () => (yes.disabled = !isTyped()));
  place.appendChild(dialog);
  void (async () => {
    try {
      /** @type {Staff.Stored} */
      const { tickets, messages, notes, files } = await api.get(`users/${user}/stored`, signal);
      stored.textContent = words.eraseStored(tickets, messages, notes, files);
    } catch (error) {
      // The numbers only help to decide.
      if (!(error instanceof APIError)) throw error;
    }
  })();
  return new Promise((resolve) => {
    let isMeant = false;
    no.addEventListener("click", () => dialog.close());
    form.addEventListener("submit", () => (isMeant = isTyped()));
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(isMeant);
    });
    signal.addEventListener("abort", () => dialog.close(), { once: true });
    dialog.showModal();
    input.focus();
  });
}
