import { base, dataset, look, storagePrefix } from "./choices.js";
import { makeStage } from "./frame.js";
import { emit } from "./listeners.js";

/** What waits for a chat rejects with this when another chat takes its place. */
export const renewed = new Error("otvet: begun anew");

/**
 * What a chat finds in the page. `root` is that of the widget.
 * @typedef {Pick<Widget.Loader, "element" | "launcher" | "aloud" | "root" | "locale" | "token" | "cabinet" | "attributes" | "pages" | "setOpen" | "setUnread">} Page
 */

/**
 * Holds one chat at a time. It is fetched when it is first needed, and another one takes its place when the language changes
 * or the page has taken its frame away.
 */
export class ChatSlot {
  /**
   * What the chat is drawn in, once it is there.
   * @type {import("./frame.js").Stage | undefined}
   */
  stage;
  #page;
  #staged;
  #hasEnded = false;
  /**
   * What the chat keeps where the browser keeps nothing. The page's `Map` may be something else than that of the frame.
   * @type {Map<string, string> | undefined}
   */
  #memory;
  /** @type {Promise<Widget.App> | undefined} */
  #app;
  /**
   * Rejects when the chat gives way to another one.
   * @type {Promise<never> | undefined}
   */
  #gone;
  #interrupt = () => {};
  #starts = 0;

  /**
   * @param {object} parts
   * @param {() => Page} parts.page
   * @param {() => void} parts.staged  there is another stage
   */
  constructor({ page, staged }) {
    this.#page = page;
    this.#staged = staged;
  }

  /**
   * Tells the chat that is there or on its way, if there is one.
   * @param {(app: Widget.App) => void} what
   */
  tell(what) {
    this.#app?.then(what, () => {});
  }

  /**
   * Asks the chat, and the one that takes its place if it does.
   * @param {(app: Widget.App) => Promise<void>} what
   */
  async ask(what) {
    for (;;) {
      try {
        const app = this.load();
        return await Promise.race([app.then(what), this.#gone]);
      } catch (error) {
        if (error !== renewed) throw plain(error);
        if (this.#hasEnded) return undefined;
      }
    }
  }

  /** @param {Widget.Remains} [remains]  what the visitor has begun, of the chat before */
  load(remains) {
    if (!this.#app) {
      const app = (this.#app = this.#start(remains));
      app.catch(() => {
        if (this.#app === app) this.#app = undefined;
      });
    }
    return this.#app;
  }

  /** Lets another chat take the place of the one that is here. Resolves with nothing if there is none. */
  async renew() {
    const old = this.#app;
    if (!old) return undefined;
    this.#app = undefined;
    this.#interrupt();
    const frame = this.stage?.frame;
    // Those of chats that are asked for from here on must stay.
    const unfinished = [...this.#page().root.querySelectorAll(".frame")].filter((each) => each !== frame);
    // A chat that was still loading when its frame went never arrives.
    const turn = new Promise((/** @type {(value: undefined) => void} */ resolve) => setTimeout(resolve));
    const remains = await Promise.race([old.then((app) => app.end(), () => undefined), turn]);
    for (const each of unfinished) each.remove();
    const app = await this.load(remains);
    if (frame !== this.stage?.frame) frame?.remove();
    return app;
  }

  end() {
    this.#hasEnded = true;
    this.tell((app) => app.end());
    this.#interrupt();
  }

  /** @param {Widget.Remains} [remains] */
  async #start(remains) {
    const number = ++this.#starts;
    const check = () => {
      if (number !== this.#starts || this.#hasEnded) throw renewed;
    };
    this.#gone = new Promise((_, reject) => (this.#interrupt = () => reject(renewed)));
    this.#gone.catch(() => {});
    // Some browsers remember that a module could not be fetched; another address asks again.
    const retry = number > 1 ? `?retry=${number}` : "";
    const { root, locale } = this.#page();
    const stage = await makeStage(root, locale, `widget/app.js${retry}`, check);
    const { frame, host, start } = stage;
    /** @type {Widget.App | undefined} */
    let app;
    try {
      check();
      this.stage = stage;
      this.#staged();
      const page = this.#page();
      app = await start({
        ...page,
        site: window,
        frame,
        root: host.attachShadow({ mode: "open" }),
        base,
        retry,
        storagePrefix,
        memory: (this.#memory ??= new (stage.window.Map)()),
        name: dataset.name ?? look.name,
        greeting: dataset.greeting ?? look.greeting,
        privacy: look.privacy_url,
        asks: look.asks,
        emit,
        setOpen: (open) => {
          frame.classList.toggle("open", open);
          page.setOpen(open);
        },
      }, remains);
      check();
      return app;
    } catch (error) {
      app?.end();
      frame.remove();
      throw error;
    }
  }
}

/**
 * An error as the page knows errors: those of the frame are of another kind to it.
 * @param {any} error
 */
function plain({ name, message, status, code }) {
  return Object.assign(new Error(message), { name, status, code });
}
