import { Attributes } from "../chat/attributes.js";
import { askForContact } from "../chat/contact/contact.js";
import { adoptStyles, element } from "../base/dom.js";

/**
 * What most sites don't use: a contact form, what they say of their visitor, and what whoever writes agrees to. Fetched when one
 * of them is needed.
 * @param {object} parts
 * @param {Widget.Loader} parts.loader
 * @param {import("../chat/chat_view.js").ChatView} parts.view  the running conversation
 * @param {import("../chat/visitor.js").Visitor} parts.visitor
 * @param {import("../base/storage.js").BrowserStorage} parts.storage
 * @param {AbortSignal} parts.signal
 */
export async function start(parts) {
  const { loader, view } = parts;
  await adoptStyles(loader.root, ["more.css", "../chat/contact/contact.css"].map((name) => new URL(name, import.meta.url)));
  const consent = consentFor(parts);
  /** @type {import("../chat/contact/contact.js").Contact | undefined} */
  let contact;
  let isAsking = false;
  const ask = async () => {
    isAsking = true;
    try {
      contact = await askForContact(parts);
      view.draw();
    } catch (error) {
      console.error("otvet: the contact form did not load", error);
      view.composer.mayGo = () => true;
      if (view.composer.isHeld) view.composer.send();
    }
  };
  view.told = () => {
    consent?.show();
    if (!isAsking && (loader.asks || view.chat.form)) void ask();
    contact?.show();
  };
  view.told();
  return new Attributes(parts);
}

/**
 * What whoever writes agrees to, if the site has said where that stands. It is shown until something is written.
 * @param {{ loader: Widget.Loader, view: import("../chat/chat_view.js").ChatView }} parts
 */
function consentFor({ loader: { privacy }, view }) {
  if (!privacy?.startsWith("https://")) return undefined;
  const link = element("a", { href: privacy, target: "_blank", rel: "noopener" }, view.words.consent);
  const consent = element("p", { class: "consent", "data-testid": "consent" }, link);
  const welcome = view.element.querySelector(".welcome");
  const show = () => void (consent.hidden = !!welcome?.hasAttribute("hidden"));
  show();
  view.composer.element.before(consent);
  return { show };
}
