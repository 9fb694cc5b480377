/** @typedef {typeof import("./locales/en.js").default} SettingsWords */

/**
 * What the settings say, in one of the languages.
 * @param {"en" | "ru"} locale
 * @returns {Promise<SettingsWords>}
 */
export async function settingsWords(locale) {
  const { default: words } = /** @type {typeof import("./locales/en.js")} */ (await import(`./locales/${locale}.js`));
  return words;
}
