import { element } from "../../base/dom.js";
import { loadModule } from "../../base/load_module.js";
import { BrowserStorage } from "../../base/storage.js";
import { Outbox } from "../../chat/outbox.js";
import { problemSentence } from "../controls/problem.js";
import { controlWords } from "../controls/words.js";
import { Actions } from "./actions.js";
import { Alerts } from "./alerts.js";
import { Arrivals } from "./arrivals.js";
import { Chats } from "./chats.js";
import { Colleagues } from "./colleagues.js";
import { Counts } from "./counts.js";
import { Delivery } from "./delivery.js";
import { DeskDates } from "./desk_dates.js";
import { DeskFiles } from "./desk_files.js";
import { Drafts } from "./drafts.js";
import { Layout } from "./layout.js";
import { Letters } from "./letters.js";
import { OwnMenu } from "./own_menu.js";
import { Rail } from "./rail.js";
import { Router } from "./router.js";
import { narrow } from "./screens.js";
import { Search } from "./search.js";
import { Session } from "./session.js";
import { Shortcuts } from "./shortcuts.js";
import { ShortcutSheet } from "./shortcut_sheet.js";
import { Signs } from "./signs.js";
import { addStyles } from "./styles.js";
import { TabBadge } from "./tab_badge.js";
import { Telegram } from "./telegram.js";
import { TicketList } from "./ticket_list.js";
import { TicketPages } from "./ticket_pages.js";
import { TicketPane } from "./ticket_pane.js";
import { Tickets } from "./tickets.js";
import { WorkTime } from "./work_time.js";

/**
 * @param {Staff.Parts} parts
 * @returns {Promise<Staff.View>}
 */
export async function show(parts) {
  const { api, locale, signal } = parts;
  const controls = controlWords(locale);
  const chat = loadModule((retry) => import(`../../chat/locales/${locale}.js${retry}`));
  const files = loadModule((retry) => import(`../../chat/files/locales/${locale}.js${retry}`));
  const own = loadModule((retry) => import(`./locales/${locale}.js${retry}`));
  const all = await Promise.all([chat, files, own]);
  const words = Object.assign({}, ...all.map((each) => each.default));
  const { limits } = await api.get("me", signal);
  await addStyles(api.base);
  return new Desk({ ...parts, words, controls: await controls, limits });
}

/** Where agents answer. It makes the parts of the desk and introduces them to each other. */
class Desk {
  element = element("main", { class: "desk", "data-pane": "list" });
  #router;

  /**
   * @param {object} given
   * @param {Staff.Parts["api"]} given.api
   * @param {Staff.Me} given.me
   * @param {Staff.Parts["locale"]} given.locale
   * @param {Staff.Parts["toasts"]} given.toasts
   * @param {AbortSignal} given.signal
   * @param {() => Promise<void>} given.signOut
   * @param {() => void} given.restart
   * @param {Staff.Words} given.words
   * @param {import("../controls/words.js").ControlWords} given.controls
   * @param {Wire.Limits | undefined} given.limits
   */
  constructor({ api, me, locale, toasts, signal, signOut, restart, words, controls, limits }) {
    const storage = new BrowserStorage(`otvet:panel:${me.agent.id}:`);
    /** What to tell the agent of a call that failed. */
    const reason = (/** @type {Wire.Problem} */ problem) => problemSentence(problem, controls);
    const drawCounts = () => layout.drawCounts();
    const changed = (/** @type {string | undefined} */ ticket) => {
      layout.draw(ticket);
      pane.drawChat(ticket);
    };
    /** @type {(ticket: string) => import("./thread.js").Thread | undefined} */
    const thread = (ticket) => chats.get(ticket)?.thread;

    /** What every part of the desk may need. */
    const common = { place: this.element, api, me, locale, words, toasts, reason, dates: new DeskDates(locale), signal };

    // What is known.
    const tickets = new Tickets({ ...common, changed });
    const counts = new Counts({ ...common, changed: drawCounts });
    const reloaded = () => counts.askSoon();
    const pages = new TicketPages({ ...common, me: me.agent, storage, tickets, changed: () => changed(undefined), reloaded });
    const colleagues = new Colleagues(common);
    const signs = new Signs({ ...common, me: me.agent, changed });
    const drafts = new Drafts({ storage });
    const letters = new Letters();
    const workTime = new WorkTime({ ...common, changed: () => changed(undefined) });
    const delivery = new Delivery({ ...common, tickets, thread });
    const outbox = new Outbox({
      storage,
      lockName: `otvet:panel:${me.agent.id}:outbox`,
      signal,
      deliver: (unsent) => delivery.deliver(unsent),
      changed: () => changed(undefined),
    });
    const known = { ...common, tickets, pages, counts, colleagues, signs, drafts, letters, outbox, workTime };

    // What is done.
    /** @type {Router} */
    const router = new Router({
      ...known,
      left: () => pane.hide(),
      opened: (to) => layout.opened(to),
      closed: (ticket) => layout.closed(ticket),
    });
    const actions = new Actions({ ...known, router });
    const alerts = new Alerts({
      ...known,
      storage: new BrowserStorage("otvet:panel:"),
      isLooking: (ticket) => router.isLooking(ticket),
      open: (ticket) => (location.hash = `#/tickets/${ticket}`),
    });
    /** @type {Session} */
    const session = new Session({
      ...known,
      thread,
      arrived: (message) => void arrivals.tell(message),
      status: (status, transport) => layout.showStatus(status, transport),
      learned: (user) => pane.learn(user),
      erased: (ticket) => {
        if (router.open === ticket) {
          location.hash = "#/tickets";
          router.close();
        }
        chats.forget(ticket);
        drafts.set(ticket, { text: "", isNote: false });
        for (const { id } of outbox.entries.filter((each) => each.ticket === ticket)) outbox.remove(id);
        tickets.forget(ticket);
      },
      lost: restart,
    });
    const { live } = session;

    // What is seen.
    const files = new DeskFiles({ ...common, ...(limits && { limits }) });
    const chats = new Chats({ ...known, live, files, left: () => pane.leaveComposer() });
    const arrivals = new Arrivals({ ...known, chats, router, alerts });
    const sheet = new ShortcutSheet({ words, letters });
    /** @type {TicketPane} */
    const pane = new TicketPane({ ...known, storage, router, actions, sheet, chats });
    /** @type {Search} */
    const search = new Search({ ...known, changed: (isSearching) => layout.showSearch(isSearching) });
    const list = new TicketList({ ...known, router });
    /** @type {Telegram} */
    const telegram = new Telegram({ ...known, changed: () => rail.showTelegram(telegram) });
    const choose = (/** @type {Staff.Filter} */ filter) => {
      search.clear();
      router.kept = undefined;
      list.toTop();
      void pages.choose(filter);
      if (narrow.matches && router.open) location.hash = "#/tickets";
    };
    const own = new OwnMenu({ ...known, alerts, sheet, signOut: () => void actions.attempt(signOut) });
    const rail = new Rail({ base: api.base, words, telegram, own: own.element, choose });
    const layout = new Layout({
      ...known,
      router,
      rail,
      search,
      list,
      pane,
      badge: new TabBadge({ signal }),
      over: [telegram.element, sheet.element, files.viewer.element],
      view: (ticket) => live.view(ticket),
    });
    new Shortcuts({ ...known, sheet, list, pane, actions, search, telegram, choose, escape: () => layout.escape() });
    this.#router = router;
    void session.begin();
    void workTime.follow();
  }

  /** @param {string} path */
  route(path) {
    this.#router.route(path);
  }

  leave() {
    this.#router.close();
  }
}
