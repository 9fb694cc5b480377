import { adoptStyles } from "../../base/dom.js";
import { entriesOf } from "../entries.js";
import { loadModule } from "../../base/load_module.js";
import { DropZone } from "./drop_zone.js";
import { FileLinks } from "./file_links.js";
import { FileList } from "./file_list.js";
import { FileViews } from "./file_views.js";
import { PickList } from "./pick_list.js";
import { Picks } from "./picks.js";
import { picturesOf } from "./pictures.js";
import { Sight } from "./sight.js";
import { sizeText } from "./sizes.js";
import { upload } from "./upload.js";
import { Viewer } from "./viewer.js";

/** @typedef {import("../chat.js").Chat} Chat */

/**
 * @typedef {object} Parts
 * @property {Pick<Widget.Loader, "base" | "locale" | "root" | "enlarge">} loader
 * @property {Widget.Words} words
 * @property {Pick<Chat, "call" | "limits" | "unsent"> & { conversation: Pick<Chat["conversation"], "messages"> }} chat
 * @property {{ element: HTMLElement, scroller: HTMLElement, isOpen: boolean }} panel
 * @property {Pick<import("../composer.js").Composer, "adopt" | "pick" | "picksChanged">} composer
 * @property {AbortSignal} signal
 */

/**
 * The roots that have the styles already.
 * @type {WeakSet<ShadowRoot>}
 */
const styled = new WeakSet();

/**
 * @param {Parts} parts
 * @returns {Promise<Files>}
 */
export async function start(parts) {
  const { locale, root } = parts.loader;
  const [{ default: words }] = await Promise.all([
    loadModule((retry) =>
      /** @type {Promise<typeof import("./locales/en.js")>} */ (import(`./locales/${locale}.js${retry}`))),
    !styled.has(root) && adoptStyles(root, [new URL("files.css", import.meta.url)]),
  ]);
  styled.add(root);
  return new Files({ ...parts, words: { ...parts.words, ...words } });
}

/** What the visitor sends beside words, and what the chat shows beside them. */
export class Files {
  picks;
  #words;
  #chat;
  #links;
  #sight;
  #views;
  #viewer;

  /** @param {Parts & { words: Widget.FileWords }} parts */
  constructor({ loader, words, chat, panel, composer, signal }) {
    const size = (/** @type {number} */ bytes) => sizeText(loader.locale, bytes);
    this.#words = words;
    this.#chat = chat;
    this.#links = new FileLinks(loader.base, signal, (ids) => chat.call((api, token) => api.links(token, ids)));
    this.#sight = new Sight(panel.scroller, signal, () => panel.isOpen);
    this.#viewer = new Viewer(words, this.#links, (isOpen) => loader.enlarge?.(isOpen));
    const open = (/** @type {string} */ id) => this.#viewer.open(this.#pictures, id);
    this.#views = new FileViews({ words, size, links: this.#links, sight: this.#sight, open });
    this.picks = new Picks({
      words,
      size,
      limits: () => chat.limits,
      upload: (file, stop, progress) =>
        chat.call((api, token) => upload(api.uploadURL(file.name), token, file, stop, progress)),
      changed: () => {
        list.render();
        composer.picksChanged();
      },
      signal,
    });
    const list = new PickList(words, size, this.picks);
    composer.adopt(this.picks, words, list.element);
    panel.element.append(new DropZone(panel.element, words.drop, (files) => void composer.pick(files)).element);
    loader.root.append(this.#viewer.element);
    signal.addEventListener("abort", () => this.#viewer.element.remove());
  }

  /** The files of one message. */
  newList() {
    return new FileList(this.#views);
  }

  /**
   * Hands over the picked files, all of which are up.
   * @returns {Wire.Attachment[]}
   */
  take() {
    return this.picks.take().flatMap(({ attachment, file }) => {
      if (attachment) this.#links.keep(attachment, file);
      return attachment ?? [];
    });
  }

  opened() {
    this.#sight.look();
  }

  closed() {
    this.#viewer.close();
    this.#views.hush();
  }

  /** The next visitor of this browser must find nothing of this one. */
  forget() {
    this.closed();
    for (const { stop } of this.picks.take()) stop.abort();
    this.#links.clear();
  }

  /** Every picture of the conversation, as far as it is here. */
  get #pictures() {
    const { conversation, unsent } = this.#chat;
    return picturesOf(entriesOf(conversation.messages, conversation.messages, unsent, "0"), this.#words);
  }
}
