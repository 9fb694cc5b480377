// The customer's cabinet: all that a site includes.
//
//   <script type="module" src="https://desk.example/cabinet/cabinet.js"></script>
//   <otvet-cabinet token="the site's signed token of who the customer is"></otvet-cabinet>
//
// It fills what is around it. Attributes: token, locale="en|ru", theme="light|dark|auto".

import { loadModule } from "../base/load_module.js";
import { ownDocument } from "../base/own_document.js";

/** What is said where nothing else could be loaded. */
const stuck = {
  en: {
    title: "Your tickets didn’t load",
    text: "Check your connection and try again. If that doesn’t help, the browser may be too old.",
    again: "Try again",
  },
  ru: {
    title: "Обращения не загрузились",
    text: "Проверьте подключение и попробуйте ещё раз. Если не поможет, возможно, браузер устарел.",
    again: "Попробовать ещё раз",
  },
};

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
    const token = this.getAttribute("token");
    const loading = loadModule((retry) =>
      /** @type {Promise<typeof import("./app.js")>} */ (import(`./app.js${retry}`)));
    this.#app = loading.then(({ start }) =>
      start({ host: this, root: this.#root, base, locale: this.#locale, token, isPage, signal }));
    this.#app.catch((error) => {
      console.error("otvet: the cabinet did not load", error);
      if (!signal.aborted) this.#tellProblem();
    });
    void this.#identify(true);
  }

  #tellProblem() {
    const { title, text, again } = stuck[this.#locale];
    const problem = ownDocument.createElement("div");
    problem.setAttribute("role", "alert");
    // The site's policy may forbid style sheets, and ours are perhaps what did not load.
    problem.style.cssText = "padding: 48px 24px; font: 16px/1.5 system-ui, sans-serif; text-align: center";
    const button = ownDocument.createElement("button");
    button.type = "button";
    button.style.cssText = "font: inherit; padding: 8px 16px; margin-block-start: 16px";
    button.append(again);
    button.addEventListener("click", () => {
      this.#stop();
      this.#start();
    });
    const heading = ownDocument.createElement("strong");
    heading.append(title);
    problem.append(heading, ownDocument.createElement("br"), text, ownDocument.createElement("br"), button);
    this.#root.replaceChildren(problem);
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
    // Anybody can make a link to the cabinet’s own page; what a site puts into its own page is its word.
    if (token) await app.identify(token, !this.hasAttribute("data-page"));
    else if (isFirst) app.begin();
  }

  #showTheme() {
    const theme = this.getAttribute("theme") ?? "auto";
    if (this.dataset.theme !== theme) this.dataset.theme = theme;
  }

  /** @returns {"en" | "ru"} */
  get #locale() {
    const known = [this.getAttribute("locale"), ownDocument.documentElement.lang, ...navigator.languages]
      .map((tag) => (tag ?? "").slice(0, 2).toLowerCase());
    return known.find((tag) => tag === "ru" || tag === "en") === "ru" ? "ru" : "en";
  }
}

/** What the element is called. */
export const tag = "otvet-cabinet";

if (!customElements.get(tag)) customElements.define(tag, OtvetCabinet);
