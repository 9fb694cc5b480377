import { ownDocument } from "../../base/own_document.js";
import { storagePrefix } from "./choices.js";

const name = `${storagePrefix}pages`;

/**
 * The last pages that the visitor walked through in this tab, the oldest first. The tab keeps them over its pages.
 * @type {Wire.VisitedPage[]}
 */
let pages = [];
try {
  // The page may have put something else there: the server takes what it understands.
  pages = [...JSON.parse(sessionStorage[name])];
} catch {
  // There are none, or storage is forbidden here.
}

/** A page may have put anything in the place of its title, and this is looked at every second. */
function title() {
  try {
    return String(ownDocument.title).slice(0, 200);
  } catch {
    return "";
  }
}

/** Notes where the visitor is, without query and fragment, and tells where they were. */
export function notePage() {
  const url = (location.origin + location.pathname).slice(0, 500);
  const last = pages[pages.length - 1];
  if (last?.url === url) last.title = title();
  // The title of the page before stands for a moment longer.
  else pages.push({ url, title: "", at: new Date().toISOString() });
  pages = pages.slice(-10);
  try {
    sessionStorage[name] = JSON.stringify(pages);
  } catch {
    // Storage is forbidden here: they are kept as long as this page lives.
  }
  return pages;
}

/**
 * Follows where the visitor goes: not all browsers tell of a new address, and none of the title that follows it. Returns what
 * ends it.
 */
export function followPages() {
  const timer = setInterval(notePage, 1000);
  const { navigation } = /** @type {any} */ (window);
  navigation?.addEventListener("currententrychange", notePage);
  notePage();
  return () => {
    clearInterval(timer);
    navigation?.removeEventListener("currententrychange", notePage);
  };
}
