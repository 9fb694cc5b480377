import { loadModule } from "../../base/load_module.js";

/** @typedef {typeof import("./locales/en.js").default} ControlWords */

/**
 * What controls say, in one of the languages.
 * @param {"en" | "ru"} locale
 * @returns {Promise<ControlWords>}
 */
export async function controlWords(locale) {
  const { default: words } = await loadModule((retry) =>
    /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${locale}.js${retry}`)));
  return words;
}
