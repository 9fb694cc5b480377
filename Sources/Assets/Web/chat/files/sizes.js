const units = /** @type {const} */ (["kilobyte", "megabyte", "gigabyte"]);

/**
 * A size as people say it.
 * @param {string} locale
 * @param {number} bytes
 */
export function sizeText(locale, bytes) {
  const power = bytes < 1000 << 10 ? 1 : bytes < 1000 << 20 ? 2 : 3;
  const size = Math.max(bytes / 1024 ** power, 0.1);
  const unit = units[power - 1] ?? "";
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: size < 10 ? 1 : 0 }).format(size);
}

/**
 * A duration as players show it.
 * @param {number} seconds
 */
export function durationText(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
