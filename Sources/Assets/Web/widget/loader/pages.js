import { currentPage } from "../../base/page.js";
import { storagePrefix } from "./choices.js";

/** So many pages are kept. */
const most = 10;
const name = `${storagePrefix}pages`;
/** In milliseconds: sites that change their address change the title after it, and older browsers don't tell of either. */
const settled = 1000;

/** The last pages that the visitor walked through in this tab, the oldest first, kept in it over its pages. */
export class Pages {
  #ending = new AbortController();
  /** @type {Wire.VisitedPage[]} */
  #pages = kept();

  constructor() {
    const { signal } = this.#ending;
    const noted = () => {
      this.note();
      setTimeout(() => signal.aborted || this.note(), settled);
    };
    const { navigation } = /** @type {{ navigation?: EventTarget }} */ (/** @type {unknown} */ (window));
    for (const event of ["popstate", "hashchange"]) window.addEventListener(event, noted, { signal });
    if (navigation?.addEventListener) navigation.addEventListener("currententrychange", noted, { signal });
    else {
      const timer = setInterval(() => this.note(), settled);
      signal.addEventListener("abort", () => clearInterval(timer));
    }
    noted();
  }

  /** Notes where the visitor is, and tells where they were. */
  note() {
    const { url, title } = currentPage(window);
    const last = this.#pages[this.#pages.length - 1];
    if (last && last.url === url) last.title = title;
    // The title of the page before stands for a moment longer.
    else this.#pages.push({ url, title: title === last?.title ? "" : title, at: new Date().toISOString() });
    this.#pages = this.#pages.slice(-most);
    try {
      sessionStorage.setItem(name, JSON.stringify(this.#pages));
    } catch {
      // Storage is forbidden here: they are kept as long as this page lives.
    }
    return this.#pages;
  }

  end() {
    this.#ending.abort();
  }
}

/** @returns {Wire.VisitedPage[]} */
function kept() {
  try {
    const pages = JSON.parse(sessionStorage.getItem(name) ?? "[]");
    return Array.isArray(pages) ? pages.filter(({ url, title, at }) => url && at && typeof title === "string") : [];
  } catch {
    // Storage is forbidden here, or the page has put something else there.
    return [];
  }
}
