import { element } from "../../base/dom.js";

/** @type {Map<string, Promise<void>>} */
const loaded = new Map();

/**
 * Adds a style sheet to the page, once; resolves when it is in force, so that nothing is drawn without it.
 * @param {string} name  of a file
 * @param {string} from  the address of the module that needs it
 * @returns {Promise<void>}
 */
export function style(name, from) {
  const { href } = new URL(name, from);
  const known = loaded.get(href) ?? new Promise((resolve, reject) => {
    const link = element("link", { rel: "stylesheet", href });
    link.addEventListener("load", () => resolve());
    link.addEventListener("error", () => {
      loaded.delete(href);
      link.remove();
      reject(new Error(`${href} did not load`));
    });
    document.head.append(link);
  });
  loaded.set(href, known);
  return known;
}
