/** What white needs to be read on a colour, and what its large letters and signs do (WCAG 2.2, 1.4.3 and 1.4.11). */
export const least = Object.freeze({ accent: 4.5, accent_end: 3 });

/** @param {string} color */
export function isColor(color) {
  return /^#[0-9a-f]{6}$/i.test(color);
}

/**
 * How white stands out from a colour, from 1 for white itself to 21 for black.
 * https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 * @param {string} color  as `#rrggbb`
 */
export function contrastWithWhite(color) {
  const [red = 0, green = 0, blue = 0] = parts(color).map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/**
 * The colour, or the nearest darker one of the same hue on which white stands out so.
 * @param {string} color  as `#rrggbb`
 * @param {number} ratio
 */
export function darkened(color, ratio) {
  for (let percent = 100; percent > 0; percent--) {
    const darker = `#${parts(color).map((part) => Math.floor((part * percent) / 100).toString(16).padStart(2, "0")).join("")}`;
    if (contrastWithWhite(darker) >= ratio) return darker;
  }
  return "#000000";
}

/** @param {string} color */
function parts(color) {
  return [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));
}
