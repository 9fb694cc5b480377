import { element } from "../widget/dom.js";
import { icon } from "../widget/icons.js";
import { after } from "../widget/lifetime.js";

/** So long a toast stays, in milliseconds, unless somebody points at it. */
const shownFor = 5_000;
/** More would hide what is below them. */
const limit = 4;

/** Short notices at the top of the page. */
export class Toasts {
  element = element("div", { class: "toasts", role: "region", "aria-live": "polite" });
  #signal;
  #dismiss;

  /**
   * @param {{ notices: string, dismiss: string }} words  the region's name, and that of the button that closes one
   * @param {AbortSignal} signal
   */
  constructor({ notices, dismiss }, signal) {
    this.#signal = signal;
    this.#dismiss = dismiss;
    this.element.setAttribute("aria-label", notices);
  }

  /**
   * @param {object} toast
   * @param {string} toast.title
   * @param {string} [toast.text]
   * @param {"plain" | "good" | "bad"} [toast.kind]
   * @param {Node} [toast.picture]
   * @param {() => void} [toast.open]  what a click leads to
   */
  show({ title, text, kind = "plain", picture, open }) {
    const what = element(open ? "button" : "div", { class: "what", dir: "auto", ...(open && { type: "button" }) });
    what.append(element("strong", {}, title), ...(text ? [element("span", {}, text)] : []));
    const close = element("button", { class: "icon-button", type: "button", "aria-label": this.#dismiss }, icon("close"));
    const made = element("div", { class: "toast", "data-kind": kind, "data-testid": "toast" }, what, close);
    if (picture) made.prepend(picture);
    let cancel = () => {};
    const gone = () => {
      cancel();
      made.remove();
    };
    const leave = () => (cancel = after(shownFor, this.#signal, gone));
    const stay = () => cancel();
    what.addEventListener("click", () => {
      if (!open) return;
      gone();
      open();
    });
    close.addEventListener("click", gone);
    made.addEventListener("pointerenter", stay);
    made.addEventListener("pointerleave", leave);
    made.addEventListener("focusin", stay);
    made.addEventListener("focusout", leave);
    while (this.element.childElementCount >= limit) this.element.firstElementChild?.remove();
    this.element.append(made);
    leave();
  }
}
