import { ChatSlot, renewed } from "./chat_slot.js";
import { cabinetAddress, dataset, look, pageLocale } from "./choices.js";
import { Launcher } from "./launcher.js";
import { emit, listen } from "./listeners.js";
import { followPages, notePage } from "./pages.js";
import { Placement } from "./placement.js";

/** The widget as its page knows it: the launcher, and the chat once it is loaded. */
export class Loader {
  #isOpen = false;
  #isReady = false;
  #unread = 0;
  #locale = pageLocale;
  #cabinet = cabinetAddress();
  /** @type {"light" | "dark" | "auto"} */
  #theme = "auto";
  #dark = matchMedia("(prefers-color-scheme: dark)");
  /** @type {string | undefined} */
  #token;
  /**
   * The same, until the chat has said whether it is of use.
   * @type {string | undefined}
   */
  #naming;
  /**
   * What the site says of its visitor. The page may have given something to every object.
   * @type {Record<string, unknown> | undefined}
   */
  #attributes;
  #endPages = followPages();
  /** @type {Launcher} */
  #launcher = this.#makeLauncher();
  #placement = new Placement(() => this.#return());
  /** @type {ChatSlot} */
  #chat = new ChatSlot({
    page: () => ({
      ...this.#launcher,
      locale: this.#locale,
      token: this.#naming,
      cabinet: this.#cabinet,
      attributes: () => this.#attributes,
      pages: notePage,
      setOpen: (open) => {
        this.#isOpen = open;
        this.#show();
        emit(open ? "open" : "close");
      },
      setUnread: (count) => {
        this.#unread = count;
        this.#show();
        emit("unread", count);
      },
    }),
    staged: () => this.#showTheme(),
  });

  constructor() {
    // Some pages put a half of it in its place.
    this.#dark.addEventListener?.("change", () => this.#showTheme());
    this.#show();
    this.setTheme(dataset.theme ?? look.theme);
  }

  place() {
    this.#placement.place(this.#launcher.element, dataset.position ?? look.side);
  }

  open() {
    if (this.#isOpen) return;
    this.#isOpen = true;
    this.#launcher.hideFailure();
    const { launcher } = this.#launcher;
    launcher.setAttribute("aria-busy", "true");
    this.#chat.load().then(
      (app) => this.#isOpen && app.open(true),
      (error) => {
        if (error !== renewed) this.#fail(error);
      },
    ).finally(() => launcher.removeAttribute("aria-busy"));
  }

  close() {
    this.#launcher.hideFailure();
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#chat.tell((app) => app.close());
  }

  toggle() {
    if (this.#isOpen) this.close();
    else this.open();
  }

  /** @param {string} event @param {(detail: any) => void} listener */
  on(event, listener) {
    if (event === "ready" && this.#isReady) queueMicrotask(() => listener(undefined));
    return listen(event, listener);
  }

  /** @param {string} token */
  async identify(token) {
    this.#token = this.#naming = token;
    try {
      await this.#chat.ask((app) => app.identify(token));
    } finally {
      if (this.#naming === token) this.#naming = undefined;
    }
  }

  async signOut() {
    this.#token = this.#naming = this.#attributes = undefined;
    await this.#chat.ask((app) => app.signOut());
  }

  /**
   * Says more of the visitor. Nothing is asked for it: the chat says it when it is there.
   * @param {Record<string, unknown>} attributes
   */
  set(attributes) {
    this.#attributes = Object.assign(this.#attributes ?? Object.create(null), Object(attributes) === attributes && attributes);
    this.#chat.tell((app) => app.tell());
  }

  /**
   * Draws everything anew in another language; what is half written stays.
   * @param {"en" | "ru"} locale
   */
  async setLocale(locale) {
    if (locale === this.#locale || (locale !== "en" && locale !== "ru")) return;
    this.#locale = locale;
    this.#show();
    this.#launcher.hideFailure();
    await this.#renew(this.#launcher.root.activeElement === this.#chat.stage?.frame);
  }

  /** @param {unknown} theme */
  setTheme(theme) {
    this.#theme = theme === "light" || theme === "dark" ? theme : "auto";
    this.#showTheme();
  }

  /** Tells the page that everything can be asked for. */
  ready() {
    this.#isReady = true;
    emit("ready");
  }

  end() {
    this.#launcher.end();
    this.#endPages();
    this.#chat.end();
    this.#placement.end();
  }

  /** @param {string | undefined} token  who the page says the visitor is */
  meet(token) {
    if (!token || token === this.#token) return;
    this.identify(token).catch((error) => console.error("otvet: the visitor's token is of no use", error));
  }

  /** Loads the chat without opening it, so that a message that waits shows on the launcher. */
  wake() {
    this.#chat.load().catch(report);
  }

  #makeLauncher() {
    return new Launcher({
      clicked: () => this.toggle(),
      approached: () => void this.#chat.load().catch(() => {}),
    });
  }

  /** The page has taken the widget away: another one takes its place. */
  #return() {
    this.#launcher.end();
    this.#launcher = this.#makeLauncher();
    this.#chat.stage = undefined;
    this.#showTheme();
    this.#show();
    this.place();
    void this.#renew(false);
  }

  /**
   * Lets another chat take the place of the one that is here.
   * @param {boolean} hasFocus  the visitor is writing in it
   */
  async #renew(hasFocus) {
    try {
      const app = await this.#chat.renew();
      if (this.#isOpen) app?.open(hasFocus);
    } catch (error) {
      if (error === renewed) return;
      if (this.#isOpen) this.#fail(error);
      this.#isOpen = false;
    }
  }

  /** @param {unknown} error */
  #fail(error) {
    this.#isOpen = false;
    report(error);
    this.#launcher.showFailure(this.#locale, () => this.open());
  }

  #show() {
    this.#launcher.show({ locale: this.#locale, isOpen: this.#isOpen, unread: this.#unread });
  }

  #showTheme() {
    const { host } = this.#chat.stage ?? {};
    this.#launcher.element.dataset.theme = this.#theme;
    if (host) host.dataset.theme = this.#theme === "auto" ? (this.#dark.matches ? "dark" : "light") : this.#theme;
  }
}

/** @param {unknown} error */
function report(error) {
  console.error("otvet: the chat did not load", error);
}
