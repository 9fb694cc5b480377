import { addStyle, element } from "../base/dom.js";
import { ownOf } from "../base/own_document.js";

/** What of the page's style sheets the chat takes on. */
const properties = ["--from", "--to", "--round"];

/**
 * Gives the chat the colours and the font that the page has chosen for the widget: a frame inherits nothing.
 * @param {Pick<Widget.Loader, "element" | "site" | "root">} loader
 * @param {AbortSignal} signal
 */
export function followLook({ element: widget, site, root }, signal) {
  if (site === window) return;
  const { style } = /** @type {HTMLElement} */ (root.host);
  const page = ownOf(site.document);
  let fonts = "";
  const follow = () => {
    const chosen = site.getComputedStyle(widget);
    for (const name of properties) style.setProperty(name, chosen.getPropertyValue(name));
    style.setProperty("--font", chosen.fontFamily);
    const font = chosen.getPropertyValue("--otvet-font");
    if (font && font !== fonts) copyFonts(page, font);
    fonts = font;
  };
  const observer = new MutationObserver(follow);
  observer.observe(page.documentElement, { attributes: true });
  signal.addEventListener("abort", () => observer.disconnect());
  follow();
}

/**
 * Loads the page's fonts of these names in the frame too.
 * @param {Document} page
 * @param {string} names
 */
function copyFonts(page, names) {
  for (const sheet of page.styleSheets) {
    const base = sheet.href ?? page.baseURI;
    try {
      const faces = [...sheet.cssRules].filter((rule) => rule.type === CSSRule.FONT_FACE_RULE).map((rule) => rule.cssText);
      const wanted = faces.filter((text) => {
        const family = /font-family:\s*["']?([^"';]+)/.exec(text)?.[1];
        return family && names.includes(family);
      });
      const text = wanted.join("\n").replace(/url\(["']?([^"')]+)["']?\)/g, (_, url) => `url("${new URL(url, base)}")`);
      if (text) addStyle(document, text);
    } catch {
      // One of another origin can't be read, but loaded: the chat is in a shadow root, where nothing but its fonts arrives.
      if (sheet.href) document.head.append(element("link", { rel: "stylesheet", href: sheet.href }));
    }
  }
}
