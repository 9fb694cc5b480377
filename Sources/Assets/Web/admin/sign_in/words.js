/** @typedef {typeof import("./locales/en.js").default} SignInWords */

/**
 * What the way in says, in one of the languages.
 * @param {"en" | "ru"} locale
 * @returns {Promise<SignInWords>}
 */
export async function signInWords(locale) {
  const { default: words } = /** @type {typeof import("./locales/en.js")} */ (await import(`./locales/${locale}.js`));
  return words;
}
