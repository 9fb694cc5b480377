import { ask } from "../look/dialogs.js";
import { Toasts } from "../look/toasts.js";
import { APIError } from "../base/call.js";
import { element, setChildren } from "../base/dom.js";
import { loadModule } from "../base/load_module.js";
import { BrowserStorage } from "../base/storage.js";
import { StaffAPI } from "./api.js";
import en from "./locales/en.js";
import ru from "./locales/ru.js";
import { preferredLocale } from "./preferred_locale.js";
import { forgetDrafts } from "./settings/draft.js";

/** How the views are found: by the first part of the address's hash. */
const views = {
  tickets: () => loadModule((retry) =>
    /** @type {Promise<typeof import("./desk/desk.js")>} */ (import(`./desk/desk.js${retry}`))),
  settings: () => loadModule((retry) =>
    /** @type {Promise<typeof import("./settings/settings.js")>} */ (import(`./settings/settings.js${retry}`))),
};

/** How the address of a link to set a password with begins. */
const invitation = "#invitation=";

let running = new AbortController();

/** Draws the panel, or the way into it. */
async function start() {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  const locale = preferredLocale();
  const words = { en, ru }[locale];
  document.documentElement.lang = locale;
  const toasts = new Toasts(words, signal);
  const base = new URL(".", location.href).href;
  let isIn = false;
  const api = new StaffAPI(base, signal, () => isIn && void start());
  document.body.replaceChildren();
  try {
    const me = await signedIn(api, locale, signal);
    if (signal.aborted) return;
    isIn = true;
    const shared = new BrowserStorage("otvet:panel:");
    shared.set("agent", me.agent.id);
    // Somebody else has signed in in another tab: from then on this one would act in their name.
    shared.watch(signal, (name) => {
      if (name === "agent" && shared.get(name) !== me.agent.id) void start();
    });
    await new Panel({ api, me, locale, words, toasts, signal }).show();
  } catch (error) {
    if (signal.aborted) return;
    // A module that did not arrive is a `TypeError`, of words for programmers.
    if (!(error instanceof APIError || error instanceof TypeError)) throw error;
    console.error("otvet: the panel did not load", error);
    const again = element("button", { class: "button primary", type: "button" }, words.retry);
    again.addEventListener("click", () => void start());
    const text = element("div", { role: "alert" }, element("strong", {}, words.unreachable), again);
    document.body.replaceChildren(element("main", { class: "boot" }, text));
  }
}

/**
 * Who the browser is, asked for if nobody yet.
 * @param {StaffAPI} api
 * @param {"en" | "ru"} locale
 * @param {AbortSignal} signal
 * @returns {Promise<Staff.Me>}
 */
async function signedIn(api, locale, signal) {
  if (!location.hash.startsWith(invitation)) {
    try {
      /** @type {Staff.Me} */
      const me = await api.get("me");
      return me;
    } catch (error) {
      if (!(error instanceof APIError) || error.status !== 401) throw error;
    }
  }
  const { signIn } = await loadModule((retry) =>
    /** @type {Promise<typeof import("./sign_in/sign_in.js")>} */ (import(`./sign_in/sign_in.js${retry}`)));
  const place = element("main", { class: "view" });
  document.body.replaceChildren(place);
  const me = await signIn(place, { api, locale, signal });
  place.remove();
  return me;
}

/**
 * Leaves nothing of the agent's in the browser, which may be shared.
 * @param {Pick<Staff.Parts, "api" | "me">} parts
 * @param {typeof import("./locales/en.js").default} words
 */
async function signOut({ api, me }, words) {
  const storage = new BrowserStorage(`otvet:panel:${me.agent.id}:`);
  const waiting = storage.names("unsent:").length;
  const { signOutTitle: title, signOut: confirm, cancel } = words;
  const question = { title, text: words.unsent(waiting), confirm, cancel, isDangerous: true };
  if (waiting && !await ask(document.body, question)) return;
  try {
    await api.post("sign-out");
  } catch (error) {
    // Who is signed out already wants no less to leave.
    if (!(error instanceof APIError) || error.status !== 401) throw error;
  }
  for (const name of storage.names("")) storage.remove(name);
  forgetDrafts(me);
  location.hash = "";
  void start();
}

/** The views, of which one is shown. */
class Panel {
  /** @type {Map<string, Promise<Staff.View>>} */
  #views = new Map();
  #parts;
  #words;
  #shown = "";
  /** Where the view is that is shown. */
  #address = "";

  /**
   * @param {Pick<Staff.Parts, "api" | "me" | "locale" | "toasts" | "signal"> & {
   *   words: typeof import("./locales/en.js").default
   * }} parts
   */
  constructor({ words, ...parts }) {
    this.#words = words;
    this.#parts = {
      ...parts,
      setMe: (/** @type {Staff.Me} */ me) => Object.assign(this.#parts.me, me),
      signOut: () => signOut(parts, words),
      restart: () => void start(),
    };
    addEventListener("hashchange", () => {
      // A link pasted into the tab of the panel is for the way in.
      if (location.hash.startsWith(invitation)) void start();
      else void this.show();
    }, { signal: parts.signal });
  }

  async show() {
    const { signal, toasts } = this.#parts;
    const [, name = "", path = ""] = /^#\/(tickets|settings)(.*)$/.exec(location.hash) ?? [];
    const asked = /** @type {keyof typeof views} */ (name || "tickets");
    const before = this.#shown;
    this.#shown = asked;
    const loading = this.#views.get(asked) ?? views[asked]().then(({ show }) => show(this.#parts));
    this.#views.set(asked, loading);
    let view;
    try {
      view = await loading;
    } catch (error) {
      this.#views.delete(asked);
      if (signal.aborted || this.#shown !== asked) return;
      if (!before) throw error;
      // What was shown still is, and the link that leads to the other works again.
      this.#shown = before;
      history.replaceState(null, "", this.#address);
      toasts.show({ title: this.#words.notLoaded, kind: "bad" });
      return;
    }
    if (signal.aborted || this.#shown !== asked) return;
    this.#address = location.hash || "#/tickets";
    if (before && before !== asked) (await this.#views.get(before))?.leave();
    // A view that is shown already stays where it is, and so does the focus in it.
    setChildren(document.body, [view.element, toasts.element]);
    view.route(path);
  }
}

void start();
