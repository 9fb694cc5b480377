/** What can have the focus. */
const kinds = "button, a[href], textarea, input, video[controls], [tabindex='0']";

/**
 * Lets the Tab key go round within an element, past whose ends it would leave for what can't be seen.
 * @param {HTMLElement} within
 * @param {KeyboardEvent} event
 */
export function loopFocus(within, event) {
  if (event.key !== "Tab") return;
  const all = [...within.querySelectorAll(kinds)].map((each) => /** @type {HTMLElement} */ (each));
  const reachable = all.filter((each) => each.getClientRects().length > 0);
  const [first, last] = [reachable[0], reachable[reachable.length - 1]];
  const end = event.shiftKey ? first : last;
  if (/** @type {Document | ShadowRoot} */ (within.getRootNode()).activeElement !== end) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
