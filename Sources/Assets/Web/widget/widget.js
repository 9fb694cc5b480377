// The loader: all that a site includes. It draws the launcher and fetches the rest when somebody needs it.
//
//   <script src="https://desk.example/widget.js" async></script>
//
// Attributes of the element: data-locale="en|ru", data-theme="light|dark|auto", data-position="left|right",
// data-name="Who answers", data-greeting="The first words", data-accent and data-accent-end (colours),
// data-cabinet="the address of the customer's cabinet", data-token="the site's signed token of who the visitor is".
// Its only global is `window.otvet` (see widget.d.ts). What a page asks of it before it is here waits in `otvet.q`.
//
// The launcher stands beside the body, so that a page that swaps its body, or transforms it, leaves it where it is. The
// chat is drawn in a frame of its own: neither the page's styles nor its shortcuts nor what it did to built-in objects
// are there, and storage and content security policy are still the page's.
(() => {
  "use strict";

  const script = /** @type {HTMLScriptElement | undefined} */ (
    [document.currentScript, document.querySelector('script[src*="/widget.js"]')].find((each) => each instanceof HTMLScriptElement)
  );
  if (!script) throw new Error("otvet: widget.js has to be loaded by a script element");
  const { dataset } = script;

  // Sites that fetch their pages by themselves may run this script again with each, and it may say who has signed in.
  const registry = /** @type {Record<symbol, Loader | undefined>} */ (/** @type {unknown} */ (document));
  const key = Symbol.for("otvet.widget");
  const running = registry[key];
  if (running) {
    running.meet(dataset.token);
    return;
  }

  // An element that is called so can be had by this name too, but is no property of the window's own.
  const before = Object.getOwnPropertyDescriptor(window, "otvet")?.value;
  /** @type {Widget.Call[]} */
  const queue = Array.isArray(before?.q) ? before.q : [];
  const isTaken = before !== undefined && before !== null && !Array.isArray(before.q);

  const look = window.otvetLook ?? {};
  const base = new URL(".", script.src).href;
  const storagePrefix = `otvet:${base}:`;

  /** Of what is no address of a page the chat does without. */
  const cabinet = (() => {
    if (!dataset.cabinet) return undefined;
    try {
      const { href, protocol } = new URL(dataset.cabinet, document.baseURI);
      if (/^https?:$/.test(protocol)) return href;
    } catch {
      // It is told as what is an address of something else.
    }
    console.warn(`otvet: data-cabinet is no address of a page: ${dataset.cabinet}`);
    return undefined;
  })();

  /** @type {"en" | "ru"} */
  const pageLocale = [dataset.locale, document.documentElement.lang, ...navigator.languages]
    .map((tag) => (tag ?? "").slice(0, 2).toLowerCase())
    .find((tag) => tag === "ru" || tag === "en") === "ru" ? "ru" : "en";
  const labels = {
    en: {
      open: "Open chat",
      close: "Close chat",
      chat: "Chat",
      unread: (/** @type {number} */ count) => `${count} unread`,
      failed: "The chat didn’t load. Check your connection.",
      retry: "Try again",
    },
    ru: {
      open: "Открыть чат",
      close: "Закрыть чат",
      chat: "Чат",
      unread: (/** @type {number} */ count) => `непрочитанных: ${count}`,
      failed: "Чат не загрузился. Проверьте подключение к интернету.",
      retry: "Попробовать ещё раз",
    },
  };

  /** What does not come by then, in milliseconds, can't be had. */
  const frameLimit = 5_000;
  /** A page that takes the widget away again and again gets it back ever later, up to so many milliseconds. */
  const returnLimit = 10_000;

  /** @param {string | undefined} color @param {string} standard */
  const safe = (color, standard) => (color && CSS.supports("color", color) ? color : standard);
  const accent = safe(dataset.accent ?? look.accent, "#6050ba");
  const accentEnd = safe(dataset.accentEnd ?? (dataset.accent ? undefined : look.accent_end), accent === "#6050ba" ? "#8b5cf6" : accent);

  const style = `
    :host { all: initial !important; display: block !important; position: fixed !important; bottom: 0 !important;
      right: 0 !important; z-index: 2147483000 !important; overflow: visible !important;
      font: 15px/1.45 var(--otvet-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif) !important;
      --from: var(--otvet-accent, ${accent}); --to: var(--otvet-accent-end, var(--otvet-accent, ${accentEnd}));
      --round: var(--otvet-radius, 20px); --near: rgb(40 30 90 / .3); --far: var(--near); }
    /* White is to be read on it, however light the page's colour is. */
    @supports (color: oklch(from red l c h)) {
      :host { --from: oklch(from var(--otvet-accent, ${accent}) min(l, .53) c h);
        --to: oklch(from var(--otvet-accent-end, var(--otvet-accent, ${accentEnd})) min(l, .606) c h); }
    }
    @supports (color: color-mix(in srgb, red, blue)) {
      :host { --near: color-mix(in srgb, var(--from) 55%, transparent); --far: color-mix(in srgb, var(--from) 70%, transparent); }
    }
    :host([data-position="left"]) { left: 0 !important; right: auto !important; }
    @media print { :host { display: none !important; } }
    .launcher { position: absolute; bottom: max(20px, env(safe-area-inset-bottom)); right: 20px;
      width: 60px; height: 60px; padding: 0; border: 0; border-radius: 50%; color: #fff; cursor: pointer;
      background: linear-gradient(135deg, var(--from), var(--to)); -webkit-tap-highlight-color: transparent;
      box-shadow: 0 1px 2px rgb(30 20 80 / .2), 0 10px 28px -4px var(--near);
      transition: transform .2s cubic-bezier(.3, 1.5, .5, 1), box-shadow .2s;
      animation: arrive .4s cubic-bezier(.3, 1.4, .5, 1); }
    :host([data-position="left"]) :is(.launcher, .frame, .note) { left: 20px; right: auto; }
    .launcher:hover { transform: scale(1.06); box-shadow: 0 1px 2px rgb(30 20 80 / .2), 0 14px 36px -4px var(--far); }
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
    [hidden] { display: none !important; }
    .frame { position: absolute; bottom: 96px; right: 20px; width: 392px; height: min(640px, calc(100vh - 116px));
      box-sizing: border-box; border: 0; border-radius: var(--round); background: none; color-scheme: light;
      box-shadow: 0 0 0 1px rgb(40 30 90 / .06), 0 4px 12px rgb(40 30 90 / .08), 0 24px 64px -12px rgb(40 30 90 / .35);
      opacity: 0; visibility: hidden; transform: translateY(16px) scale(.96); transform-origin: 100% 100%;
      transition: opacity .18s, transform .28s cubic-bezier(.2, .9, .3, 1), visibility 0s .28s;
      scroll-padding: env(safe-area-inset-top) 0 env(safe-area-inset-bottom); }
    :host([data-position="left"]) .frame { transform-origin: 0 100%; }
    .frame.open { opacity: 1; visibility: visible; transform: none; transition-delay: 0s; }
    /* A picture is shown over the whole page. */
    :host([data-position]) .frame.large { position: fixed; inset: 0; width: 100vw; height: 100vh; border-radius: 0; box-shadow: none; }
    .note { position: absolute; bottom: 96px; right: 20px; width: 260px; padding: 14px 16px; box-sizing: border-box;
      border-radius: 14px; color: #1e1a2e; background: #fff; box-shadow: 0 0 0 1px #e5e2f0, 0 12px 32px -8px rgb(40 30 90 / .35); }
    .note button { display: block; min-height: 44px; margin: 4px 0 -8px; padding: 0; border: 0; background: none; color: #5b4bb5;
      font: inherit; font-weight: 650; text-decoration: underline; text-underline-offset: 3px; cursor: pointer; }
    .aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    /* A phone: the chat takes the whole screen, or what the keyboard leaves of it. Kept equal to the query in panel.js. */
    @media (max-width: 480px), (max-height: 480px) {
      :host([data-position]) .frame { position: fixed; inset: var(--visible-top, 0) 0 auto; width: 100%;
        height: var(--visible-height, 100vh); border-radius: 0; box-shadow: none; }
      .frame:not(.open) { transform: translateY(32px); }
      .launcher[aria-expanded="true"] { visibility: hidden; }
    }
    @keyframes arrive { from { transform: scale(0); } }
    @keyframes turn { to { transform: rotate(1turn); } }
    @media (prefers-reduced-motion: reduce) {
      .launcher, .launcher *, .launcher::after, .frame { animation: none; transition: none; }
    }`;

  const talk = "M21 11.5a8.4 8.4 0 0 1-9 8.4 9.6 9.6 0 0 1-3.6-.8L3 21l1.9-4.7a8 8 0 0 1-1.4-4.8 8.5 8.5 0 0 1 17.5 0Z";
  const shut = "m5 9 7 7 7-7";

  /** @param {string} name @param {string} path */
  const icon = (name, path) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("class", name);
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    svg.append(line);
    return svg;
  };

  /** @param {ShadowRoot} root */
  const addStyle = (root) => {
    try {
      // A style element would be at the mercy of the host page's content security policy.
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(style);
      root.adoptedStyleSheets = [sheet];
    } catch {
      // Safari before 16.4 and Firefox before 101 have nothing else.
      const element = document.createElement("style");
      element.nonce = script.nonce;
      element.textContent = style;
      root.append(element);
    }
  };

  /**
   * The element that fetches the chat into a frame, where it is to run.
   * @param {Document} inner
   * @param {string} address
   * @returns {HTMLScriptElement | undefined} nothing if the page takes no address without a policy's leave
   */
  const scriptFor = (inner, address) => {
    const element = inner.createElement("script");
    element.type = "module";
    element.nonce = script.nonce;
    try {
      element.src = address;
      return element;
    } catch {
      return undefined;
    }
  };

  /**
   * @param {HTMLScriptElement} element
   * @returns {Promise<Widget.Start>}
   */
  const run = (element) => new Promise((resolve, reject) => {
    const inner = element.ownerDocument;
    /** @type {Widget.Start | undefined} */
    let start;
    /** @type {any} */ (inner.defaultView)[Symbol.for("otvet.start")] = (/** @type {Widget.Start} */ given) => (start = given);
    element.addEventListener("load", () => (start ? resolve(start) : reject(new Error("it does not run in this browser"))));
    element.addEventListener("error", () => reject(new Error(`${element.src} can't be had`)));
    inner.head.append(element);
  });

  /** What has begun anew has left its work to what came after. */
  const renewed = new Error("otvet: begun anew");

  /** An error as the page knows errors: those of the frame are of another kind to it. */
  const plain = (/** @type {any} */ { name, message, status, code }) =>
    Object.assign(new Error(message), { name, status, code });

  /** The launcher, and the chat once it is loaded. */
  class Loader {
    #isShutDown = false;
    #isOpen = false;
    #isReady = false;
    #unread = 0;
    /** @type {"en" | "ru"} */
    #locale = pageLocale;
    /** @type {"light" | "dark" | "auto"} */
    #theme = "auto";
    #dark = matchMedia("(prefers-color-scheme: dark)");
    /** @type {string | undefined} */
    #token;
    /** @type {Map<string, Set<(detail: any) => void>>} */
    #listeners = new Map();
    /** What the chat keeps where the browser keeps nothing. */
    #memory = new Map();
    /** @type {Promise<Widget.App> | undefined} */
    #app;
    /**
     * Rejects when the chat gives way to another one.
     * @type {Promise<never> | undefined}
     */
    #gone;
    #giveWay = () => {};
    #starts = 0;

    #parts = this.#build();
    /**
     * What the chat is drawn in.
     * @type {HTMLElement | undefined}
     */
    #frame;
    /**
     * The element in it that has the look.
     * @type {HTMLElement | undefined}
     */
    #stage;
    #observer = new MutationObserver(() => this.#return());
    #isReturning = false;
    #returns = 0;
    #placedAt = 0;

    constructor() {
      this.#dark.addEventListener("change", () => this.#showTheme());
      this.#describe();
    }

    /** Everything that is seen before the chat. A document that was written anew has lost all listeners of the old one. */
    #build() {
      const make = (/** @type {string} */ tag, /** @type {string} */ name) => {
        const made = document.createElement(tag);
        made.className = name;
        made.dataset["testid"] = name;
        return made;
      };
      const element = document.createElement("otvet-widget");
      // The chat reads as its own language does, but stands where the page's readers look for it.
      element.dir = "ltr";
      element.dataset["transport"] = "offline";
      const root = element.attachShadow({ mode: "open" });
      addStyle(root);
      const launcher = /** @type {HTMLButtonElement} */ (make("button", "launcher"));
      const badge = make("span", "badge");
      launcher.type = "button";
      launcher.setAttribute("aria-haspopup", "dialog");
      badge.setAttribute("aria-hidden", "true");
      launcher.append(icon("talk", talk), icon("shut", shut), badge);
      launcher.addEventListener("click", () => this.toggle());
      launcher.addEventListener("pointerenter", () => void this.#load().catch(() => {}), { once: true });
      const note = make("div", "note");
      note.setAttribute("role", "alert");
      note.hidden = true;
      // A frame that is not shown is not read aloud.
      const aloud = make("div", "aloud");
      aloud.setAttribute("role", "status");
      aloud.setAttribute("aria-live", "polite");
      root.append(launcher, note, aloud);
      return { element, root, launcher, badge, note, aloud };
    }

    place() {
      const { documentElement } = document;
      // A document that is being written anew has none yet; that it gets one is seen.
      if (!documentElement) return;
      const isRTL = getComputedStyle(documentElement).direction === "rtl";
      this.#parts.element.dataset["position"] = dataset["position"] ?? look.side ?? (isRTL ? "left" : "right");
      documentElement.append(this.#parts.element);
      this.#placedAt = performance.now();
      this.#observer.observe(document, { childList: true });
      this.#observer.observe(documentElement, { childList: true });
      const { element } = /** @type {any} */ (this.#parts);
      try {
        // Above everything, and out of reach of what the page does to the elements around.
        element.popover = "manual";
        element.showPopover();
      } catch {
        // A browser before 2024: the highest of layers has to do.
      }
    }

    /** The page has taken the widget away, perhaps with everything else: it comes back. */
    #return() {
      if (this.#isShutDown || this.#isReturning || this.#parts.element.isConnected || !document.documentElement) return;
      this.#isReturning = true;
      if (performance.now() - this.#placedAt > returnLimit) this.#returns = 0;
      setTimeout(() => {
        this.#isReturning = false;
        if (this.#isShutDown || this.#parts.element.isConnected) return;
        this.#parts = this.#build();
        this.#frame = this.#stage = undefined;
        this.#showTheme();
        this.#describe();
        this.place();
        void this.#renew(false);
      }, Math.min(this.#returns && 50 * 2 ** this.#returns, returnLimit));
      this.#returns++;
    }

    open() {
      if (this.#isOpen) return;
      this.#isOpen = true;
      this.#parts.note.hidden = true;
      this.#parts.launcher.setAttribute("aria-busy", "true");
      const launcher = this.#parts.launcher;
      this.#load().then(
        (app) => this.#isOpen && app.open(true),
        (error) => {
          if (error === renewed) return;
          this.#isOpen = false;
          this.#fail(error);
        },
      ).finally(() => launcher.removeAttribute("aria-busy"));
    }

    close() {
      this.#parts.note.hidden = true;
      if (!this.#isOpen) return;
      this.#isOpen = false;
      this.#app?.then((app) => app.close(), () => {});
    }

    toggle() {
      if (this.#isOpen) this.close();
      else this.open();
    }

    /** @param {unknown} error */
    #fail(error) {
      console.error("otvet: the chat did not load", error);
      const { failed, retry } = labels[this.#locale];
      const again = document.createElement("button");
      again.type = "button";
      again.textContent = retry;
      again.addEventListener("click", () => {
        this.#parts.launcher.focus();
        this.open();
      });
      this.#parts.note.textContent = failed;
      this.#parts.note.append(again);
      this.#parts.note.hidden = false;
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
      this.#token = token;
      await this.#ask((app) => app.identify(token));
    }

    async signOut() {
      this.#token = undefined;
      await this.#ask((app) => app.signOut());
    }

    /**
     * Asks the chat, and the one that takes its place if it does.
     * @param {(app: Widget.App) => Promise<void>} what
     */
    async #ask(what) {
      for (;;) {
        try {
          const app = this.#load();
          return await Promise.race([app.then(what), this.#gone]);
        } catch (error) {
          if (error !== renewed) throw plain(error);
          if (this.#isShutDown) return undefined;
        }
      }
    }

    /**
     * Draws everything anew in another language; what is half written stays.
     * @param {"en" | "ru"} locale
     */
    async setLocale(locale) {
      if (locale === this.#locale || (locale !== "en" && locale !== "ru")) return;
      this.#locale = locale;
      this.#describe();
      this.#parts.note.hidden = true;
      await this.#renew(this.#parts.root.activeElement === this.#frame);
    }

    /** @param {unknown} theme */
    setTheme(theme) {
      this.#theme = theme === "light" || theme === "dark" ? theme : "auto";
      this.#showTheme();
    }

    #showTheme() {
      this.#parts.element.dataset["theme"] = this.#theme;
      if (this.#stage) this.#stage.dataset["theme"] = this.#theme === "auto" ? (this.#dark.matches ? "dark" : "light") : this.#theme;
    }

    /** The page is told that everything can be asked for. */
    ready() {
      this.#isReady = true;
      this.#emit("ready", undefined);
    }

    shutdown() {
      this.#isShutDown = true;
      this.#observer.disconnect();
      this.#app?.then((app) => void app.end(), () => {});
      this.#giveWay();
      this.#parts.element.remove();
      delete registry[key];
      if (window.otvet === api) delete window.otvet;
    }

    /** @param {string | undefined} token  who the page says the visitor is */
    meet(token) {
      if (!token || token === this.#token) return;
      this.identify(token).catch((error) => console.error("otvet: the visitor's token is of no use", error));
    }

    /** Loads the chat without opening it, so that a message that waits shows on the launcher. */
    wake() {
      this.#load().catch((error) => console.error("otvet: the chat did not load", error));
    }

    /**
     * Lets another chat take the place of the one that is here.
     * @param {boolean} hasFocus  the visitor is writing in it
     */
    async #renew(hasFocus) {
      const old = this.#app;
      if (!old) return;
      this.#app = undefined;
      this.#giveWay();
      const frame = this.#frame;
      // Not those of a chat that somebody asks for meanwhile.
      const unfinished = [...this.#parts.root.querySelectorAll(".frame")].filter((each) => each !== frame);
      // One that is still on its way may never come: its frame is gone.
      const turn = new Promise((/** @type {(value: undefined) => void} */ resolve) => setTimeout(resolve));
      const remains = await Promise.race([old.then((app) => app.end(), () => undefined), turn]);
      for (const each of unfinished) each.remove();
      try {
        const app = await this.#load(remains);
        if (frame !== this.#frame) frame?.remove();
        if (this.#isOpen) app.open(hasFocus);
      } catch (error) {
        if (error === renewed) return;
        if (this.#isOpen) this.#fail(error);
        this.#isOpen = false;
      }
    }

    /** @param {Widget.Remains} [remains]  what the visitor has begun, of the chat before */
    #load(remains) {
      if (!this.#app) {
        const app = (this.#app = this.#start(remains));
        app.catch(() => {
          if (this.#app === app) this.#app = undefined;
        });
      }
      return this.#app;
    }

    /** @param {Widget.Remains} [remains] */
    async #start(remains) {
      const number = ++this.#starts;
      const isCurrent = () => number === this.#starts && !this.#isShutDown;
      this.#gone = new Promise((_, reject) => (this.#giveWay = () => reject(renewed)));
      this.#gone.catch(() => {});
      // Some browsers remember that a module could not be fetched; another address asks again.
      const address = `${base}widget/app.js${number > 1 ? `?retry=${number}` : ""}`;
      const { frame, host, start } = await this.#enter(this.#parts.root, address, isCurrent);
      const leave = () => {
        frame.remove();
        throw renewed;
      };
      if (!isCurrent()) return leave();
      this.#frame = frame;
      this.#stage = host;
      this.#showTheme();
      const { element, launcher, aloud } = this.#parts;
      const app = await start({
        site: window,
        element,
        frame,
        root: host.attachShadow({ mode: "open" }),
        aloud,
        launcher,
        base,
        storagePrefix,
        memory: this.#memory,
        locale: this.#locale,
        name: dataset.name ?? look.name,
        greeting: dataset.greeting ?? look.greeting,
        cabinet,
        setOpen: (open) => {
          this.#isOpen = open;
          frame.classList.toggle("open", open);
          this.#describe();
          this.#emit(open ? "open" : "close", undefined);
        },
        setUnread: (count) => {
          this.#unread = count;
          this.#describe();
          this.#emit("unread", count);
        },
        emit: (event, detail) => this.#emit(event, detail),
      }, remains).catch((error) => {
        frame.remove();
        throw error;
      });
      if (isCurrent()) return app;
      app.end();
      return leave();
    }

    /**
     * Where the chat is to be drawn, and what draws it: a frame, or the page itself where the page may have no frames or,
     * as in a sandbox, can't reach into them.
     * @param {ShadowRoot} root
     * @param {string} address
     * @param {() => boolean} isCurrent
     */
    async #enter(root, address, isCurrent) {
      const frame = await this.#makeFrame(root);
      if (!isCurrent()) throw renewed;
      const inner = frame?.contentDocument;
      const element = inner && scriptFor(inner, address);
      try {
        if (frame && element) return { frame, host: inner.body.appendChild(inner.createElement("div")), start: await run(element) };
      } catch (error) {
        frame?.remove();
        throw error;
      }
      frame?.remove();
      const { start } = /** @type {{ start: Widget.Start }} */ (await import(address));
      const host = document.createElement("div");
      host.className = "frame";
      root.append(host);
      return { frame: host, host, start };
    }

    /** @param {ShadowRoot} root */
    async #makeFrame(root) {
      const frame = document.createElement("iframe");
      frame.className = "frame";
      frame.title = labels[this.#locale].chat;
      frame.allowFullscreen = true;
      const loaded = new Promise((resolve) => {
        frame.addEventListener("load", resolve, { once: true });
        setTimeout(resolve, frameLimit);
      });
      try {
        // Without a document type it would be drawn by the rules of the nineties.
        frame.srcdoc = "<!doctype html>";
        root.append(frame);
        await loaded;
        const inner = frame.contentDocument;
        if (inner?.head) {
          inner.documentElement.lang = this.#locale;
          inner.title = frame.title;
          inner.body.style.margin = "0";
          return frame;
        }
      } catch {
        // The page takes no markup without a policy's leave.
      }
      frame.remove();
      return undefined;
    }

    #describe() {
      const unread = this.#unread;
      this.#parts.badge.hidden = unread === 0;
      this.#parts.badge.textContent = unread > 99 ? "99+" : String(unread);
      const words = labels[this.#locale];
      const label = this.#isOpen ? words.close : words.open;
      this.#parts.element.lang = this.#locale;
      this.#parts.launcher.setAttribute("aria-expanded", String(this.#isOpen));
      this.#parts.launcher.setAttribute("aria-label", unread ? `${label}, ${words.unread(unread)}` : label);
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

  const loader = (registry[key] = new Loader());
  loader.setTheme(dataset.theme ?? look.theme);

  /** @type {Widget.API} */
  const api = {
    open: () => loader.open(),
    close: () => loader.close(),
    toggle: () => loader.toggle(),
    on: (event, listener) => loader.on(event, listener),
    identify: (token) => loader.identify(token),
    signOut: () => loader.signOut(),
    setLocale: (locale) => loader.setLocale(locale),
    setTheme: (theme) => loader.setTheme(theme),
    shutdown: () => loader.shutdown(),
  };
  if (isTaken) console.warn("otvet: the page has something of its own under window.otvet, which stays");
  else window.otvet = api;

  /** @param {Widget.Call} call */
  const make = async ([name, details, resolve, reject]) => {
    try {
      resolve(await /** @type {any} */ (api[name])(...details));
    } catch (error) {
      reject(error);
    }
  };

  const begin = () => {
    loader.place();
    // What was asked for before, in its order. A page that has kept the stub may still ask by it.
    for (const call of queue.splice(0)) void make(call);
    queue.push = (...calls) => {
      for (const call of calls) void make(call);
      return 0;
    };
    loader.ready();
    if (dataset.token) {
      loader.meet(dataset.token);
      return;
    }
    let isKnown = false;
    try {
      isKnown = localStorage.getItem(`${storagePrefix}session`) !== null;
    } catch {
      // Storage is forbidden here: nobody can be known.
    }
    if (!isKnown) return;
    if ("requestIdleCallback" in window) requestIdleCallback(() => loader.wake());
    else setTimeout(() => loader.wake(), 200);
  };
  if (document.body) begin();
  else document.addEventListener("DOMContentLoaded", begin, { once: true });
})();
