// The customer's cabinet: all that a site includes.
//
//   <script type="module" src="https://desk.example/cabinet/cabinet.js"></script>
//   <otvet-cabinet token="the site's signed token of who the customer is"></otvet-cabinet>
//
// It fills what is around it. Attributes: token, locale="en|ru", theme="light|dark|auto".

/** The element: its shadow root holds the cabinet, out of the page's reach. */
class OtvetCabinet extends HTMLElement {
  static observedAttributes = ["token", "locale", "theme"];

  #root = this.attachShadow({ mode: "open" });
  /** @type {AbortController | undefined} */
  #running;
  /** @type {Promise<import("./app.js").App> | undefined} */
  #app;

  connectedCallback() {
    if (!this.#running) this.#start();
  }

  // A site that moves the element takes it out for a moment.
  disconnectedCallback() {
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === "theme") this.#showTheme();
    if (!this.#running) return;
    if (name === "token") void this.#identify();
    if (name === "locale") {
      this.#stop();
      this.#start();
    }
  }

  #start() {
    const { signal } = (this.#running = new AbortController());
    // The cabinet reads as its own language does.
    this.dir = "ltr";
    this.lang = this.#locale;
    this.#showTheme();
    const base = new URL("../", import.meta.url).href;
    const isPage = this.hasAttribute("data-page");
    this.#app = import("./app.js").then(({ start }) =>
      start({ host: this, root: this.#root, base, locale: this.#locale, isPage, signal }));
    this.#app.catch((error) => console.error("otvet: the cabinet did not load", error));
    void this.#identify(true);
  }

  #stop() {
    this.#running?.abort();
    this.#running = undefined;
    this.#root.replaceChildren();
  }

  /** @param {boolean} [isFirst] */
  async #identify(isFirst = false) {
    const token = this.getAttribute("token");
    const app = await this.#app?.catch(() => undefined);
    if (!app || app.hasEnded) return;
    if (token) await app.identify(token);
    else if (isFirst) app.begin();
  }

  #showTheme() {
    const theme = this.getAttribute("theme") ?? "auto";
    if (this.dataset.theme !== theme) this.dataset.theme = theme;
  }

  /** @returns {"en" | "ru"} */
  get #locale() {
    const known = [this.getAttribute("locale"), document.documentElement.lang, ...navigator.languages]
      .map((tag) => (tag ?? "").slice(0, 2).toLowerCase());
    return known.find((tag) => tag === "ru" || tag === "en") === "ru" ? "ru" : "en";
  }
}

if (!customElements.get("otvet-cabinet")) customElements.define("otvet-cabinet", OtvetCabinet);
