/**
 * What a site's token says. Whether that is true only the server knows.
 * @param {string} token
 * @returns {{ sub?: unknown, name?: unknown, email?: unknown }}
 */
export function claimsOf(token) {
  const bytes = Uint8Array.from(atob((token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/")), (each) => each.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}
