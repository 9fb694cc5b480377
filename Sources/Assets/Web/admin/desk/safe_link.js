import { element } from "../../base/dom.js";

/**
 * A page of the customer's, as a link if it is one that can be opened safely.
 * @param {string} address
 * @param {string} [title]
 */
export function safeLink(address, title) {
  const text = title || address.replace(/^https?:\/\//, "");
  if (!/^https?:\/\//i.test(address)) return element("span", { dir: "auto" }, text);
  const rel = "noopener noreferrer nofollow";
  return element("a", { href: address, target: "_blank", rel, title: address, dir: "auto" }, text);
}
