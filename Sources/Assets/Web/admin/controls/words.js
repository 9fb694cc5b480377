/** @typedef {typeof import("./locales/en.js").default} ControlWords */

/**
 * What controls say, in one of the languages.
 * @param {"en" | "ru"} locale
 * @returns {Promise<ControlWords>}
 */
export async function controlWords(locale) {
  const { default: words } = /** @type {typeof import("./locales/en.js")} */ (await import(`./locales/${locale}.js`));
  return words;
}
