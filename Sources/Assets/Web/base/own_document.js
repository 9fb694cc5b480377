/**
 * A document's own properties and methods. On the document itself an element of the page that is named `title` or
 * `createElement` takes the place of what has that name.
 * @param {Document} document
 */
export const ownOf = (document) =>
  new Proxy(document, {
    get(_, name) {
      const value = Reflect.get(Document.prototype, name, document);
      return typeof value === "function" ? value.bind(document) : value;
    },
    set: (_, name, value) => Reflect.set(Document.prototype, name, value, document),
  });

export const ownDocument = ownOf(document);
