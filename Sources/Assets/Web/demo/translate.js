/**
 * Fills the page with the words of its language: `data-text` names an element's text, `data-label` its label.
 * @param {Record<string, Record<string, string>>} words  by language, then by name
 */
export function translate(words) {
  const { lang } = document.documentElement;
  const own = words[lang];
  if (!own) throw new Error(`there are no words for "${lang}"`);
  /** @param {string | undefined} name */
  const word = (name) => {
    const found = own[name ?? ""];
    if (found === undefined) throw new Error(`"${name}" has no word in "${lang}"`);
    return found;
  };
  for (const each of document.querySelectorAll("[data-text]")) {
    each.textContent = word(/** @type {HTMLElement} */ (each).dataset.text);
  }
  for (const each of document.querySelectorAll("[data-label]")) {
    each.setAttribute("aria-label", word(/** @type {HTMLElement} */ (each).dataset.label));
  }
  document.title = word("title");
}
