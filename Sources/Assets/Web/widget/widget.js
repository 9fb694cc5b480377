// The loader: all that a site includes. It draws the launcher and imports the rest when somebody needs it.
//
//   <script src="https://desk.example/widget.js" async></script>
//
// Attributes of the element: data-locale="en|ru", data-theme="light|dark|auto", data-position="left|right",
// data-name="Who answers", data-greeting="The first words", data-accent and data-accent-end (colours),
// data-cabinet="the address of the customer's cabinet", data-token="the site's signed token of who the visitor is".
// Its only global is `window.otvet` (see widget.d.ts). What a page asks of it before it is here waits in `otvet.q`.
(() => {
  "use strict";

  const queue = window.otvet?.q ?? [];
  if (window.otvet && !window.otvet.q) return;

  const script = /** @type {HTMLScriptElement | null} */ (
    document.currentScript ?? document.querySelector('script[src*="/widget.js"]')
  );
  if (!script) throw new Error("otvet: widget.js has to be loaded by a script element");
  const { dataset } = script;
  const look = window.otvetLook ?? {};
  const base = new URL(".", script.src).href;
  const storagePrefix = `otvet:${base}:`;

  /** @type {"en" | "ru"} */
  const locale = [dataset.locale, document.documentElement.lang, ...navigator.languages]
    .map((tag) => (tag ?? "").slice(0, 2).toLowerCase())
    .find((tag) => tag === "ru" || tag === "en") === "ru" ? "ru" : "en";
  const labels = {
    en: { open: "Open chat", close: "Close chat", unread: "unread", failed: "The chat did not load. Press again." },
    ru: { open: "Открыть чат", close: "Закрыть чат", unread: "непрочитанных", failed: "Не загрузилось. Нажмите ещё раз." },
  };

  /** @param {string | undefined} color @param {string} standard */
  const safe = (color, standard) => (color && CSS.supports("color", color) ? color : standard);
  const accent = safe(dataset.accent ?? look.accent, "#6050ba");
  const accentEnd = safe(dataset.accentEnd ?? (dataset.accent ? undefined : look.accent_end), accent === "#6050ba" ? "#8b5cf6" : accent);

  const style = `
    :host { all: initial !important; position: fixed !important; bottom: 0 !important; right: 0 !important;
      z-index: 2147483000 !important;
      font: 15px/1.45 var(--otvet-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif) !important;
      --from: var(--otvet-accent, ${accent}); --to: var(--otvet-accent-end, var(--otvet-accent, ${accentEnd}));
      --round: var(--otvet-radius, 20px); }
    /* White is to be read on it, however light the page's colour is. */
    @supports (color: oklch(from red l c h)) {
      :host { --from: oklch(from var(--otvet-accent, ${accent}) min(l, .53) c h);
        --to: oklch(from var(--otvet-accent-end, var(--otvet-accent, ${accentEnd})) min(l, .606) c h); }
    }
    :host([data-position="left"]) { left: 0 !important; right: auto !important; }
    @media print { :host { display: none !important; } }
    .launcher { position: absolute; bottom: max(20px, env(safe-area-inset-bottom)); right: 20px;
      width: 60px; height: 60px; padding: 0; border: 0; border-radius: 50%; color: #fff; cursor: pointer;
      background: linear-gradient(135deg, var(--from), var(--to)); -webkit-tap-highlight-color: transparent;
      box-shadow: 0 1px 2px rgb(30 20 80 / .2), 0 10px 28px -4px color-mix(in srgb, var(--from) 55%, transparent);
      transition: transform .2s cubic-bezier(.3, 1.5, .5, 1), box-shadow .2s;
      animation: arrive .4s cubic-bezier(.3, 1.4, .5, 1); }
    :host([data-position="left"]) .launcher { left: 20px; right: auto; }
    .launcher:hover { transform: scale(1.06);
      box-shadow: 0 1px 2px rgb(30 20 80 / .2), 0 14px 36px -4px color-mix(in srgb, var(--from) 70%, transparent); }
    .launcher:active { transform: scale(.96); }
    .launcher:focus-visible { outline: 3px solid var(--from); outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
    .launcher svg { position: absolute; inset: 16px; width: 28px; height: 28px; fill: none; stroke: currentColor;
      stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; transition: transform .25s, opacity .2s; }
    .launcher .shut, .launcher[aria-expanded="true"] .talk { opacity: 0; transform: rotate(-60deg) scale(.6); }
    .launcher[aria-expanded="true"] .shut { opacity: 1; transform: none; }
    .launcher[aria-busy="true"]::after { content: ""; position: absolute; inset: 4px; border-radius: 50%;
      border: 2px solid transparent; border-top-color: #fff; animation: turn .8s linear infinite; }
    .badge { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 6px;
      box-sizing: border-box; border-radius: 11px; background: #d92645; color: #fff; box-shadow: 0 0 0 2px #fff;
      font: 700 12px/22px system-ui, sans-serif; animation: arrive .3s cubic-bezier(.3, 1.6, .5, 1); }
    .badge[hidden] { display: none; }
    @keyframes arrive { from { transform: scale(0); } }
    @keyframes turn { to { transform: rotate(1turn); } }
    @media (prefers-reduced-motion: reduce) {
      .launcher, .launcher *, .launcher::after { animation: none; transition: none; }
    }`;

  const talk = "M21 11.5a8.4 8.4 0 0 1-9 8.4 9.6 9.6 0 0 1-3.6-.8L3 21l1.9-4.7a8 8 0 0 1-1.4-4.8 8.5 8.5 0 0 1 17.5 0Z";
  const shut = "m5 9 7 7 7-7";

  /** @param {string} name @param {string} path */
  const icon = (name, path) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS(svg.namespaceURI, "path");
    svg.setAttribute("class", name);
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  };

  /** The widget's element: its shadow root holds the launcher and, once loaded, the chat. */
  class OtvetWidget extends HTMLElement {
    #root = this.attachShadow({ mode: "open" });
    #launcher = document.createElement("button");
    #badge = document.createElement("span");
    /** @type {Map<string, Set<(detail: any) => void>>} */
    #listeners = new Map();
    /** @type {Promise<Widget.App> | undefined} */
    #app;
    #attempts = 0;
    #isOpen = false;
    #unread = 0;
    #isShutDown = false;
    /** @type {"en" | "ru"} */
    #locale = locale;
    #isReady = false;

    constructor() {
      super();
      // A style element would be at the mercy of the host page's content security policy.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      this.#root.adoptedStyleSheets = [sheet];

      this.#launcher.className = "launcher";
      this.#launcher.type = "button";
      this.#launcher.dataset.testid = "launcher";
      this.#launcher.setAttribute("aria-haspopup", "dialog");
      this.#launcher.setAttribute("aria-expanded", "false");
      this.#launcher.append(
        icon("talk", talk),
        icon("shut", shut),
        this.#badge,
      );
      this.#badge.className = "badge";
      this.#badge.dataset.testid = "badge";
      this.#badge.setAttribute("aria-hidden", "true");
      this.#badge.hidden = true;
      this.#launcher.addEventListener("click", () => this.toggle());
      this.#launcher.addEventListener("pointerenter", () => void this.#load().catch(() => {}), { once: true });
      this.#root.append(this.#launcher);
      this.#describe();
    }

    // Sites that swap their whole body on navigation take the element with it: move into the new one.
    disconnectedCallback() {
      setTimeout(() => {
        if (!this.#isShutDown && !this.isConnected) document.body.append(this);
      });
    }

    open() {
      if (this.#isOpen) return;
      this.#isOpen = true;
      this.#launcher.setAttribute("aria-busy", "true");
      this.#load().then(
        (app) => {
          this.#launcher.removeAttribute("title");
          if (this.#isOpen) app.open();
        },
        (error) => {
          this.#isOpen = false;
          this.#launcher.title = labels[this.#locale].failed;
          console.error("otvet: the chat did not load", error);
        },
      ).finally(() => this.#launcher.removeAttribute("aria-busy"));
    }

    close() {
      if (!this.#isOpen) return;
      this.#isOpen = false;
      this.#app?.then((app) => app.close(), () => {});
    }

    toggle() {
      if (this.#isOpen) this.close();
      else this.open();
    }

    /** @param {string} event @param {(detail: any) => void} listener */
    on(event, listener) {
      if (event === "ready" && this.#isReady) queueMicrotask(() => listener(undefined));
      const listeners = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, listeners.add(listener));
      return () => void listeners.delete(listener);
    }

    /** @param {string} token */
    async identify(token) {
      // A chat that gave way to one in another language has left it to that.
      /** @type {Widget.App | undefined} */
      let app;
      while (!app || app.hasEnded) {
        app = await this.#load();
        await app.identify(token).catch((error) => {
          if (!app?.hasEnded || this.#isShutDown) throw error;
        });
      }
    }

    async signOut() {
      await (await this.#load()).signOut();
    }

    /**
     * Draws everything anew in another language; what is half written stays.
     * @param {"en" | "ru"} locale
     */
    async setLocale(locale) {
      if (locale === this.#locale || !Object.hasOwn(labels, locale)) return;
      this.#locale = locale;
      this.lang = locale;
      this.#describe();
      const before = this.#app;
      if (!before) return;
      this.#app = this.#start((await before).end());
      if (this.#isOpen) (await this.#app).open();
    }

    /** The page is told that everything can be asked for. */
    ready() {
      this.#isReady = true;
      this.#emit("ready", undefined);
    }

    shutdown() {
      this.#isShutDown = true;
      this.#app?.then((app) => void app.end(), () => {});
      this.remove();
      delete window.otvet;
    }

    /** Loads the chat without opening it, so that a message that waits shows on the launcher. */
    wake() {
      this.#load().catch((error) => console.error("otvet: the chat did not load", error));
    }

    #load() {
      this.#app ??= this.#start().catch((error) => {
        this.#app = undefined;
        throw error;
      });
      return this.#app;
    }

    /** @param {Widget.Remains} [remains]  what the visitor has begun, of the chat before */
    async #start(remains) {
      // Some browsers remember that a module could not be fetched; another address asks again.
      const retry = this.#attempts++ ? `?retry=${this.#attempts}` : "";
      const address = `${base}widget/app.js${retry}`;
      const { start } = /** @type {typeof import("./app.js")} */ (await import(address));
      return start({
        host: this,
        root: this.#root,
        launcher: this.#launcher,
        base,
        storagePrefix,
        locale: this.#locale,
        name: dataset.name ?? look.name,
        greeting: dataset.greeting ?? look.greeting,
        cabinet: dataset.cabinet,
        setOpen: (open) => {
          this.#isOpen = open;
          this.#launcher.setAttribute("aria-expanded", String(open));
          this.#describe();
          this.#emit(open ? "open" : "close", undefined);
        },
        setUnread: (count) => {
          this.#unread = count;
          this.#describe();
          this.#emit("unread", count);
        },
        emit: (event, detail) => this.#emit(event, detail),
      }, remains);
    }

    #describe() {
      const unread = this.#unread;
      this.#badge.hidden = unread === 0;
      this.#badge.textContent = unread > 99 ? "99+" : String(unread);
      const words = labels[this.#locale];
      const label = this.#isOpen ? words.close : words.open;
      this.#launcher.setAttribute("aria-label", unread ? `${label}, ${unread} ${words.unread}` : label);
    }

    /** @param {string} event @param {unknown} detail */
    #emit(event, detail) {
      for (const listener of this.#listeners.get(event) ?? []) {
        try {
          listener(detail);
        } catch (error) {
          console.error("otvet: a listener of the page failed", error);
        }
      }
    }
  }

  // The name can be taken only once: a page that shuts the widget down and includes it again gets the same class.
  if (!customElements.get("otvet-widget")) customElements.define("otvet-widget", OtvetWidget);
  const widget = new (/** @type {typeof OtvetWidget} */ (customElements.get("otvet-widget")))();
  widget.lang = locale;
  // The chat reads as its own language does, but stands where the page's readers look for it.
  widget.dir = "ltr";
  /** @param {string | undefined} theme */
  const setTheme = (theme) => {
    widget.dataset.theme = theme === "light" || theme === "dark" ? theme : "auto";
  };
  setTheme(dataset.theme ?? look.theme);
  widget.dataset.transport = "offline";

  /** @type {Widget.API} */
  const api = {
    open: () => widget.open(),
    close: () => widget.close(),
    toggle: () => widget.toggle(),
    on: (event, listener) => widget.on(event, listener),
    identify: (token) => widget.identify(token),
    signOut: () => widget.signOut(),
    setLocale: (locale) => widget.setLocale(locale),
    setTheme,
    shutdown: () => widget.shutdown(),
  };
  window.otvet = api;

  /** @param {Widget.Call} call */
  const make = async ([name, details, resolve, reject]) => {
    try {
      resolve(await /** @type {any} */ (api[name])(...details));
    } catch (error) {
      reject(error);
    }
  };

  const place = () => {
    const isRTL = getComputedStyle(document.documentElement).direction === "rtl";
    widget.dataset.position = dataset.position ?? look.side ?? (isRTL ? "left" : "right");
    document.body.append(widget);
    // What was asked for before, in its order. A page that has kept the stub may still ask by it.
    for (const call of queue.splice(0)) void make(call);
    queue.push = (...calls) => {
      for (const call of calls) void make(call);
      return 0;
    };
    widget.ready();
    if (dataset.token) {
      widget.identify(dataset.token).catch((error) => console.error("otvet: the visitor's token is of no use", error));
      return;
    }
    let isKnown = false;
    try {
      isKnown = localStorage.getItem(`${storagePrefix}session`) !== null;
    } catch {
      // Storage is forbidden here: nobody can be known.
    }
    if (!isKnown) return;
    if ("requestIdleCallback" in window) requestIdleCallback(() => widget.wake());
    else setTimeout(() => widget.wake(), 200);
  };
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place, { once: true });
})();
