import { element } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { after } from "../base/lifetime.js";

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
   * @param {{ label: string, choose: () => void }} [toast.action]  a button of its own
   * @param {number} [toast.lasting]  milliseconds that it stays
   * @param {() => void} [toast.gone]  it is not offered any more
   * @returns {() => void} takes it away
   */
  show({ title, text, kind = "plain", picture, open, action, lasting = shownFor, gone: ended }) {
    const what = element(open ? "button" : "div", { class: "what", dir: "auto", ...(open && { type: "button" }) });
    what.append(element("strong", {}, title), ...(text ? [element("span", {}, text)] : []));
    const close = element("button", { class: "icon-button", type: "button", "aria-label": this.#dismiss }, icon("close"));
    const made = element("div", { class: "toast", "data-kind": kind, "data-testid": "toast" }, what, close);
    if (picture) made.prepend(picture);
    let cancel = () => {};
    const gone = () => {
      cancel();
      made.remove();
      ended?.();
    };
    const leave = () => (cancel = after(lasting, this.#signal, gone));
    if (action) {
      const button = element("button", { class: "button quiet", type: "button" }, action.label);
      button.addEventListener("click", () => {
        action.choose();
        gone();
      });
      close.before(button);
    }
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
    return gone;
  }
}
