/**
 * Orders two cursors. They are decimal integers of any length, so the longer one is the greater.
 * @param {Wire.Cursor} a
 * @param {Wire.Cursor} b
 */
export function compareCursor(a, b) {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}
