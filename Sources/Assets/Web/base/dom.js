import { ownDocument } from "./own_document.js";

/**
 * Makes an element. Text given as a child stays text, whatever it contains.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = ownDocument.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * Listens to the button that submits a form. Browsers press it too where somebody submits a form by Enter; but pages in a
 * sandbox may submit none, and there no form ever hears of it.
 * @param {HTMLButtonElement} button
 * @param {() => void} action
 */
export function whenSubmitted(button, action) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    action();
  });
}

/**
 * Adds style sheets, in their order.
 * @param {Document | ShadowRoot} root
 * @param {URL[]} urls
 */
export async function adoptStyles(root, urls) {
  const texts = await Promise.all(urls.map(async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    return response.text();
  }));
  for (const text of texts) addStyle(root, text);
}

/** @param {Document | ShadowRoot} root @param {string} text */
export function addStyle(root, text) {
  try {
    // Style elements would be at the mercy of the host page's content security policy.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  } catch {
    // Safari before 16.4 and Firefox before 101 have nothing else. What may run here may be styled here.
    const style = element("style", {}, text);
    style.nonce = ownDocument.querySelector("script")?.nonce ?? "";
    (root instanceof Document ? root.head : root).append(style);
  }
}

/**
 * Makes `nodes` the children of `parent`, moving as few as possible: a moved node loses its focus and its animation.
 * @param {Element} parent
 * @param {Element[]} nodes
 */
export function setChildren(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.children]) if (!wanted.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const node of nodes) {
    if (node === next) next = next.nextElementSibling;
    else parent.insertBefore(node, next);
  }
}
