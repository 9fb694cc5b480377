// What the site has chosen by the attributes of its script element and, where it says nothing, the operator in the panel.

import { ownDocument } from "../../base/own_document.js";

const script = /** @type {HTMLScriptElement | null} */ (
  ownDocument.currentScript ?? ownDocument.querySelector('script[src*="/widget.js"]')
);
if (!script) throw new Error("otvet: widget.js has to be loaded by a script element");

export const dataset = script.dataset;

/** Of the site's content security policy. */
export const nonce = script.nonce;

/** The operator's choices. */
export const look = window.otvetLook ?? {};

/** The server's address, with a slash at its end. A script that runs again may have no address: nothing is asked by it. */
export const base = script.src && new URL(".", script.src).href;

/** The first part of every name under which this widget stores something. */
export const storagePrefix = `otvet:${base}:`;

/** @type {"en" | "ru"} */
export const pageLocale = [dataset.locale, ownDocument.documentElement.lang, ...navigator.languages]
  .map((tag) => (tag ?? "").slice(0, 2).toLowerCase())
  .find((tag) => tag === "ru" || tag === "en") === "ru" ? "ru" : "en";

/** @param {string | undefined} color @param {string} standard */
const safe = (color, standard) => (color && CSS.supports("color", color) ? color : standard);

export const accent = safe(dataset.accent ?? look.accent, "#6050ba");

const chosenEnd = dataset.accentEnd ?? (dataset.accent ? undefined : look.accent_end);
export const accentEnd = safe(chosenEnd, accent === "#6050ba" ? "#8b5cf6" : accent);

/** The whole address of the customer's cabinet. The chat does without a link to something that is no page. */
export function cabinetAddress() {
  if (!dataset.cabinet) return undefined;
  try {
    const { href, protocol } = new URL(dataset.cabinet, ownDocument.baseURI);
    if (/^https?:$/.test(protocol)) return href;
  } catch {
    // The warning below is for this address too.
  }
  console.warn(`otvet: data-cabinet is no address of a page: ${dataset.cabinet}`);
  return undefined;
}
