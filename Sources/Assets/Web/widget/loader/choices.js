// What the site has chosen by the attributes of its script element and, where it says nothing, the operator in the panel.
// Pages have a URL, a CSS or an Array.prototype.find of their own: the loader does without what they are known to replace.

import { ownDocument } from "../../base/own_document.js";

const script = /** @type {HTMLScriptElement | null} */ (
  ownDocument.currentScript ?? ownDocument.querySelector('script[src*="/widget.js"]')
);
if (!script) throw new Error("otvet: widget.js has to be loaded by a script element");

/**
 * Without what the page may have given to every object, as below.
 * @type {DOMStringMap}
 */
export const dataset = Object.assign(Object.create(null), script.dataset);

/** Of the site's content security policy. */
export const nonce = script.nonce;

/**
 * The operator's choices.
 * @type {NonNullable<typeof window.otvetLook>}
 */
export const look = Object.assign(Object.create(null), window.otvetLook);

/** The server's address, with a slash at its end. A script that runs again may have no address: nothing is asked by it. */
export const base = /^[^?#]*\//.exec(script.src)?.[0] ?? "";

/** The first part of every name under which this widget stores something. */
export const storagePrefix = `otvet:${base}:`;

export const pageLocale = knownLocale();

/** @returns {"en" | "ru"} */
function knownLocale() {
  for (const tag of [dataset.locale, ownDocument.documentElement.lang, ...navigator.languages]) {
    const known = /^(en|ru)/i.exec(tag ?? "")?.[0]?.toLowerCase();
    if (known) return /** @type {"en" | "ru"} */ (known);
  }
  return "en";
}

/** @param {string | undefined} color @param {string} standard */
function safe(color, standard) {
  const { style } = ownDocument.createElement("i");
  style.color = color ?? "";
  return style.color && color ? color : standard;
}

export const accent = safe(dataset.accent ?? look.accent, "#6050ba");

const chosenEnd = dataset.accentEnd ?? (dataset.accent ? undefined : look.accent_end);
export const accentEnd = safe(chosenEnd, accent === "#6050ba" ? "#8b5cf6" : accent);

/** The whole address of the customer's cabinet. The chat does without a link to something that is no page. */
export function cabinetAddress() {
  if (!dataset.cabinet) return undefined;
  const link = ownDocument.createElement("a");
  link.href = dataset.cabinet;
  if (/^https?:$/.test(link.protocol)) return link.href;
  console.warn(`otvet: data-cabinet is no address of a page: ${dataset.cabinet}`);
  return undefined;
}
