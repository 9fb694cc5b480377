import { drawing } from "../../../base/icons.js";
import { qrCode } from "./qr_code.js";

/** Light modules that have to surround a code, for readers to find it. */
const quiet = 4;

/**
 * A text as a QR code.
 * @param {string} text
 * @param {string} label  what it is, for those who can't see it
 */
export function qrPicture(text, label) {
  const modules = qrCode(text);
  let path = "";
  modules.forEach((row, y) => row.forEach((isDark, x) => (path += isDark ? `M${x} ${y}h1v1h-1z` : "")));
  const size = modules.length + 2 * quiet;
  const picture = drawing("qr", `-${quiet} -${quiet} ${size} ${size}`, [["", path]]);
  picture.removeAttribute("aria-hidden");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", label);
  picture.setAttribute("data-testid", "qr");
  return picture;
}
