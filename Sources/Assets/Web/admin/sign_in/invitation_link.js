const beginning = "#invitation=";

/**
 * The secret of the link that has led here, taken out of the address at once: what stands there is seen over shoulders,
 * kept in histories and sent along when the page is shared.
 */
export function takeInvitation() {
  if (!location.hash.startsWith(beginning)) return undefined;
  const secret = location.hash.slice(beginning.length);
  history.replaceState(null, "", location.pathname + location.search);
  return secret;
}
