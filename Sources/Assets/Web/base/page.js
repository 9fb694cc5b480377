/**
 * What the staff may know of the page that the visitor is on.
 * @param {Window} site
 * @returns {Wire.Page}
 */
export function currentPage({ document, location }) {
  return {
    url: (location.origin + location.pathname).slice(0, 2000),
    title: document.title.slice(0, 300),
    ...(document.referrer && { referrer: bare(document.referrer) }),
  };
}

/**
 * An address without its query and fragment.
 * @param {string} address
 */
function bare(address) {
  const { origin, pathname } = new URL(address);
  return (origin + pathname).slice(0, 2000);
}
