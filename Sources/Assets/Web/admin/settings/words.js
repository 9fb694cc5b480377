import { loadModule } from "../../base/load_module.js";

/** @typedef {typeof import("./locales/en.js").default} SettingsWords */

/**
 * What the settings say, in one of the languages.
 * @param {"en" | "ru"} locale
 * @returns {Promise<SettingsWords>}
 */
export async function settingsWords(locale) {
  const { default: words } = await loadModule((retry) =>
    /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${locale}.js${retry}`)));
  return words;
}
