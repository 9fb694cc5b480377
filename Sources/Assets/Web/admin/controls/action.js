import { sentence } from "./problem.js";

/**
 * Does what a button says, once at a time; what goes wrong is said in a toast.
 * @param {HTMLElement} button  shows that it is being done
 * @param {object} parts
 * @param {import("../../look/toasts.js").Toasts} parts.toasts
 * @param {import("./words.js").ControlWords} parts.common
 * @param {() => Promise<void>} action
 */
export async function act(button, { toasts, common }, action) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  try {
    await action();
  } catch (error) {
    toasts.show({ title: sentence(error, common), kind: "bad" });
  } finally {
    button.removeAttribute("aria-busy");
  }
}
