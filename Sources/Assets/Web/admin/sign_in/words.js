import { loadModule } from "../../base/load_module.js";

/** @typedef {typeof import("./locales/en.js").default} SignInWords */

/**
 * What the way in says, in one of the languages.
 * @param {"en" | "ru"} locale
 * @returns {Promise<SignInWords>}
 */
export async function signInWords(locale) {
  const { default: words } = await loadModule((retry) =>
    /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${locale}.js${retry}`)));
  return words;
}
