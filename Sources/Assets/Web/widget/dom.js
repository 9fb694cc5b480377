/**
 * Makes an element. Text given as a child stays text, whatever it contains.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * Adds style sheets, in their order. Style elements would be at the mercy of the host page's content security policy.
 * @param {DocumentOrShadowRoot} root
 * @param {URL[]} urls
 */
export async function adoptStyles(root, urls) {
  const sheets = await Promise.all(urls.map(async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await response.text());
    return sheet;
  }));
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...sheets];
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
