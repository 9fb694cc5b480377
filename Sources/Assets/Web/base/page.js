import { ownOf } from "./own_document.js";

/**
 * What the staff may know of the page that the visitor is on.
 * @param {Window} site
 * @returns {Wire.Page}
 */
export function currentPage({ document, location }) {
  const { title, referrer } = ownOf(document);
  const from = bare(referrer);
  return {
    url: (location.origin + location.pathname).slice(0, 2000),
    title: String(title).slice(0, 300),
    ...(from && { referrer: from }),
  };
}

/**
 * An address without its query and fragment.
 * @param {string} address
 */
function bare(address) {
  try {
    const { origin, pathname } = new URL(address);
    return (origin + pathname).slice(0, 2000);
  } catch {
    // There is none, or the page says something else. No message has to wait for it.
    return undefined;
  }
}
