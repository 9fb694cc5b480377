const units = /** @type {const} */ (["byte", "kilobyte", "megabyte", "gigabyte"]);

/**
 * A size as people say it.
 * @param {string} locale
 * @param {number} bytes
 */
export function sizeText(locale, bytes) {
  let [size, unit] = [bytes, 0];
  for (; size >= 1000 && unit < units.length - 1; unit++) size /= 1024;
  const maximumFractionDigits = size < 10 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: "unit", unit: units[unit] ?? "byte", maximumFractionDigits }).format(size);
}

/**
 * A duration as players show it.
 * @param {number} seconds
 */
export function durationText(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
