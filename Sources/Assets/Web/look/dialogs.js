import { element } from "../base/dom.js";

/**
 * Asks before something is done that can't be undone easily.
 * @param {Node} place  where the dialog is put: within the styles it needs
 * @param {object} question
 * @param {string} question.title
 * @param {string} [question.text]
 * @param {string} question.confirm  the button that does it
 * @param {string} question.cancel
 * @param {boolean} [question.isDangerous]
 * @returns {Promise<boolean>}
 */
export function ask(place, { title, text, confirm, cancel, isDangerous = false }) {
  const no = element("button", { class: "button", type: "button" }, cancel);
  const yes = element("button", { class: `button ${isDangerous ? "danger" : "primary"}`, type: "button" }, confirm);
  const heading = element("h2", { id: "otvet-question" }, title);
  const dialog = element("dialog", { class: "dialog", "aria-labelledby": heading.id }, heading);
  if (text) dialog.append(element("p", {}, text));
  dialog.append(element("div", { class: "actions" }, no, yes));
  place.appendChild(dialog);
  return new Promise((resolve) => {
    no.addEventListener("click", () => dialog.close());
    yes.addEventListener("click", () => dialog.close("yes"));
    dialog.addEventListener("keydown", (event) => event.stopPropagation());
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    dialog.showModal();
    (isDangerous ? no : yes).focus();
  });
}
