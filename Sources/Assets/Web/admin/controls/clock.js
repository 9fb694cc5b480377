/**
 * A time to wait, as "5:32" or "12 s".
 * @param {number} milliseconds
 * @param {string} locale
 */
export function waiting(milliseconds, locale) {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 60) return new Intl.NumberFormat(locale, { style: "unit", unit: "second" }).format(seconds);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
