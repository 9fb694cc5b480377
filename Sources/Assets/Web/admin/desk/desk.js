import { APIError } from "../../base/call.js";
import { backoff } from "../../base/backoff.js";
import { element } from "../../base/dom.js";
import { labels } from "../../chat/labels.js";
import { after, Pause } from "../../base/lifetime.js";
import { loadModule } from "../../base/load_module.js";
import { Outbox } from "../../chat/outbox.js";
import { BrowserStorage } from "../../base/storage.js";
import { problemSentence } from "../controls/problem.js";
import { controlWords } from "../controls/words.js";
import { Actions } from "./actions.js";
import { Alerts } from "./alerts.js";
import { Card } from "./card.js";
import { Chats } from "./chats.js";
import { Delivery } from "./delivery.js";
import { DeskDates } from "./desk_dates.js";
import { DeskFiles } from "./desk_files.js";
import { Drafts } from "./drafts.js";
import { Header } from "./header.js";
import { deskIcon } from "./icons.js";
import { Live } from "./live.js";
import { displayName } from "./people.js";
import { filters, Rail } from "./rail.js";
import { Search } from "./search.js";
import { Shortcuts } from "./shortcuts.js";
import { Signs } from "./signs.js";
import { addStyles } from "./styles.js";
import { TabBadge } from "./tab_badge.js";
import { Telegram } from "./telegram.js";
import { TicketList } from "./ticket_list.js";
import { matches, Tickets } from "./tickets.js";

/** Waiting times are counted in minutes: they are drawn anew twice in each, in milliseconds. */
const clock = 30_000;
/** Counts that change at once are asked for together, in milliseconds. */
const countRest = 700;
/** What a list or a toast shows of a message. */
const previewLength = 160;

/** Where list and conversation don't stand beside each other. Kept equal to the query in desk.css. */
const narrow = matchMedia("(max-width: 760px)");
/** Where the card lies over the conversation. Kept equal to the query in desk.css. */
const cardless = matchMedia("(max-width: 1359px)");

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
  return new Desk(parts, words, await controls, limits);
}

/** Where agents answer: the tickets, the conversation on the screen, and what both need. */
export class Desk {
  element = element("main", { class: "desk", "data-pane": "list" });
  api;
  me;
  locale;
  toasts;
  signal;
  words;
  /**
   * What to tell the agent of a call that failed.
   * @type {(problem: Wire.Problem) => string}
   */
  reason;
  dates;
  files;
  drafts;
  /** @type {Outbox} */
  outbox;
  /** @type {Tickets} */
  tickets;
  signs;
  /** @type {Live} */
  live;
  actions = new Actions(this);
  telegram;
  shortcuts;
  search;
  list;
  /**
   * The ticket on the screen.
   * @type {string | undefined}
   */
  open;
  /**
   * The ticket on the screen if it was opened from the list, where it stays then.
   * @type {string | undefined}
   */
  kept;
  #parts;
  #storage;
  #rail;
  #header;
  #card;
  #alerts;
  #badge;
  #pause;
  #main = element("section", { class: "pane" });
  #nobody;
  #banner = element("p", { class: "banner", role: "status", "data-testid": "banner", hidden: "" });
  #chats = new Chats(this);
  /**
   * What is told of the ticket on the screen alone.
   * @type {Staff.Details | undefined}
   */
  #details;
  /** @type {Map<string, Staff.Agent>} */
  #colleagues = new Map();
  /** @type {Partial<Staff.Counts>} */
  #counts = {};
  #isCounting = false;
  #isDrawing = false;
  #isCardOpen;
  /**
   * The row that a pointer was pressed on last, with no key after that.
   * @type {Element | null}
   */
  #pointed = null;
  /** The next ticket is opened with a mouse. */
  #isClicked = false;
  /** The list was left for the ticket, so going back leads there. */
  #cameFromList = false;

  /**
   * @param {Staff.Parts} parts
   * @param {Staff.Words} words
   * @param {import("../controls/words.js").ControlWords} controls
   * @param {Wire.Limits | undefined} limits
   */
  constructor(parts, words, controls, limits) {
    const { api, me, locale, toasts, signal } = parts;
    this.#parts = parts;
    this.api = api;
    this.me = me;
    this.locale = locale;
    this.toasts = toasts;
    this.signal = signal;
    this.words = words;
    this.reason = (problem) => problemSentence(problem, controls);
    this.dates = new DeskDates(locale);
    this.#pause = new Pause(signal);
    this.#storage = new BrowserStorage(`otvet:panel:${me.agent.id}:`);
    this.drafts = new Drafts(this.#storage);
    this.files = new DeskFiles(parts, words, limits);
    const delivery = new Delivery(this, this.#chats);
    this.outbox = new Outbox({
      storage: this.#storage,
      lockName: `otvet:panel:${me.agent.id}:outbox`,
      signal,
      deliver: (unsent) => delivery.deliver(unsent),
      changed: () => this.#changed(undefined),
    });
    this.tickets = new Tickets({ api, me: me.agent, words, changed: (ticket) => this.#changed(ticket) });
    this.signs = new Signs(me.agent, signal, (ticket) => this.#changed(ticket));
    this.live = new Live(api, signal, {
      frame: (frame) => this.#receive(frame),
      status: (status, transport) => this.#follow(status, transport),
      me: me.agent.id,
      lost: () => parts.restart(),
    });
    this.shortcuts = new Shortcuts(this);
    this.telegram = new Telegram(this, () => this.#rail?.showTelegram());
    this.search = new Search(this);
    this.list = new TicketList(this);
    this.#rail = new Rail(this);
    this.#header = new Header(this);
    this.#card = new Card(this);
    this.#badge = new TabBadge(signal);
    this.#alerts = new Alerts({
      storage: new BrowserStorage("otvet:panel:"),
      words,
      signal,
      toasts,
      isLooking: (ticket) => this.#isLooking(ticket),
      open: (ticket) => (location.hash = `#/tickets/${ticket}`),
    });
    this.#isCardOpen = !cardless.matches && this.#storage.get("card") !== "closed";
    this.#nobody = element(
      "div",
      { class: "empty-state nobody" },
      deskIcon("all"),
      element("strong", {}, words.nobody),
      element("span", {}, words.nobodyText),
    );
    const help = element("button", { type: "button", class: "button quiet" }, deskIcon("keyboard"), words.shortcuts);
    help.addEventListener("click", () => this.shortcuts.open());
    this.#nobody.append(help);
    this.#main.append(this.#nobody);
    const column = element("section", { class: "column" }, this.search.field, this.search.results, this.list.element);
    column.setAttribute("aria-label", words.tickets);
    this.element.append(element("h1", { class: "unseen" }, words.tickets));
    this.element.append(this.#rail.element, column, this.#main, this.#card.element);
    this.element.append(this.#banner, this.telegram.element, this.shortcuts.sheet, this.files.viewer.element);
    this.element.addEventListener("click", (event) => this.#clicked(event));
    addEventListener("pointerdown", ({ target }) => {
      this.#pointed = target instanceof Element ? target.closest(".ticket-row a") : null;
    }, { signal, capture: true });
    addEventListener("keydown", () => (this.#pointed = null), { signal, capture: true });
    addEventListener("online", () => this.#pause.wake(), { signal });
    for (const type of ["focus", "blur"]) addEventListener(type, () => this.draw(), { signal });
    document.addEventListener("visibilitychange", () => this.draw(), { signal });
    this.#tick();
    void this.#begin();
    void this.#loadColleagues();
    this.outbox.wake();
  }

  /** @param {string} path */
  route(path) {
    const [, ticket, message] = /^\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
    if (ticket) this.#openTicket(decodeURIComponent(ticket), message && decodeURIComponent(message));
    else this.#closeTicket();
  }

  leave() {
    this.#closeTicket();
  }

  /** Draws once for all that changes in one go. */
  draw() {
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    queueMicrotask(() => {
      this.#isDrawing = false;
      this.list.draw();
      this.#drawOpen();
      this.#drawCounts();
    });
  }

  /**
   * What a ticket's customer is called.
   * @param {string} ticket
   */
  nameOf(ticket) {
    const listing = this.tickets.get(ticket);
    return listing && displayName(listing.user, this.words);
  }

  /** @param {Staff.Filter} filter */
  choose(filter) {
    this.#storage.set("filter", filter);
    this.search.clear();
    this.kept = undefined;
    this.list.toTop();
    this.tickets.filter = filter;
    void this.reload();
    if (narrow.matches && this.open) location.hash = "#/tickets";
  }

  /** Loads the chosen filter's tickets. */
  async reload() {
    try {
      await this.tickets.show(this.tickets.filter);
    } catch (error) {
      this.#tellListProblem(error);
    }
    this.#countSoon();
  }

  async moreTickets() {
    try {
      await this.tickets.more();
    } catch (error) {
      this.#tellListProblem(error);
    }
  }

  /**
   * Results stand in the place of the list.
   * @param {boolean} isSearching
   */
  searching(isSearching) {
    this.list.element.hidden = isSearching;
    if (!isSearching) this.draw();
  }

  openAssign() {
    if (this.open) this.#header.openAssign();
  }

  /** @returns {import("./menu.js").Choice[]} */
  assignChoices() {
    void this.#loadColleagues();
    const { words, me, open } = this;
    const assigned = open && this.tickets.get(open)?.assignee?.id;
    const others = [...this.#colleagues.values()].filter(({ id }) => id !== me.agent.id);
    return [
      { text: words.takeIt, isChosen: assigned === me.agent.id, choose: () => void this.actions.assign("me", open) },
      ...others.sort((a, b) => a.name.localeCompare(b.name)).map(({ id, name }) => (
        { text: name, isChosen: assigned === id, choose: () => void this.actions.assign(id, open) }
      )),
      { text: words.nobodysTicket, isChosen: !assigned, choose: () => void this.actions.assign(null, open) },
    ];
  }

  /**
   * Puts the cursor where an answer or a note is written.
   * @param {boolean} isNote
   */
  write(isNote) {
    this.#chat?.composer.begin(isNote);
  }

  leaveComposer() {
    if (narrow.matches) return;
    this.#chat?.focus();
  }

  /** One step back: what lies above the list, then the ticket. */
  escape() {
    if (this.search.isActive) this.search.clear();
    else if (this.#isCardOpen && cardless.matches) this.toggleCard(false);
    else if (this.open) this.goBack();
  }

  goBack() {
    if (!this.#cameFromList) return void (location.hash = "#/tickets");
    // The browser goes back a little later: who asks twice meanwhile must not leave the panel.
    this.#closeTicket();
    history.back();
  }

  toggleCard(isOpen = !this.#isCardOpen) {
    const hadFocus = this.#card.element.contains(document.activeElement);
    this.#isCardOpen = isOpen;
    if (!cardless.matches) this.#storage.set("card", isOpen ? "open" : "closed");
    this.#drawOpen();
    if (hadFocus && !isOpen) this.#header.focusCard();
    if (isOpen && cardless.matches) this.#card.element.querySelector("button")?.focus();
  }

  /** @returns {import("./menu.js").Choice[]} */
  ownChoices() {
    const { words } = this;
    const alerts = this.#alerts;
    const notify = alerts.hasNotifications;
    return [
      {
        text: notify ? words.notificationsOff : words.notificationsOn,
        sign: deskIcon("bell"),
        choose: () => void alerts.setNotifications(!notify),
      },
      {
        text: alerts.hasSound ? words.soundOff : words.soundOn,
        sign: deskIcon("sound"),
        choose: () => (alerts.hasSound = !alerts.hasSound),
      },
      { text: words.shortcuts, sign: deskIcon("keyboard"), choose: () => this.shortcuts.open() },
      { text: words.settings, sign: deskIcon("settings"), choose: () => (location.hash = "#/settings") },
      { text: words.signOut, sign: deskIcon("out"), choose: () => void this.actions.attempt(() => this.#parts.signOut()) },
    ];
  }

  get #chat() {
    return this.#chats.get(this.open);
  }

  /** Loads the list, and follows what happens from then on, however long the server is away. */
  async #begin() {
    const kept = this.#storage.get("filter");
    this.tickets.filter = filters.find((filter) => filter === kept) ?? "all";
    for (let attempt = 0; !this.signal.aborted; attempt++) {
      try {
        const cursor = await this.tickets.show(this.tickets.filter);
        if (cursor === undefined) continue;
        this.live.start(cursor);
        return this.#countSoon();
      } catch (error) {
        this.#tellListProblem(error);
        const imposed = error instanceof APIError ? error.retryAfter : undefined;
        await this.#pause.wait(backoff(attempt), imposed);
      }
    }
  }

  /** @param {unknown} error */
  #tellListProblem(error) {
    if (!(error instanceof APIError)) throw error;
    if (this.signal.aborted) return;
    this.tickets.problem = this.reason(error);
    this.draw();
  }

  async #loadColleagues() {
    try {
      const { assignees } = await this.api.get("assignees");
      this.#colleagues = new Map(assignees.map((/** @type {Staff.Agent} */ agent) => [agent.id, agent]));
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
    }
  }

  /** @param {string} ticket @param {Wire.Cursor | undefined} message */
  #openTicket(ticket, message) {
    const before = this.open;
    const isSame = before === ticket;
    if (!isSame) {
      this.#cameFromList = before === undefined && this.element.isConnected && this.element.dataset.visited === "yes";
      this.#chat?.hide();
      this.open = ticket;
      this.#details = undefined;
      const listing = this.tickets.get(ticket);
      this.kept = listing && matches(listing.ticket, this.tickets.filter, this.me.agent) ? ticket : undefined;
      if (cardless.matches) this.#isCardOpen = false;
    }
    const chat = this.#chats.take(ticket);
    this.element.dataset.pane = "chat";
    this.element.dataset.visited = "yes";
    this.#main.replaceChildren(this.#header.element, chat.element);
    void this.#loadDetails(ticket).then(() => {
      // What is unread is known only now if the ticket was not in the list.
      if (this.open === ticket && (!isSame || message)) chat.show(message);
      this.#drawOpen();
    });
    this.live.view(ticket);
    this.draw();
    if (narrow.matches) this.#header.element.querySelector("button")?.focus();
    else if (this.#isClicked) this.write(false);
    this.#isClicked = false;
  }

  #closeTicket() {
    this.element.dataset.visited = "yes";
    const { open } = this;
    this.#chat?.hide();
    this.open = this.kept = undefined;
    this.live.view(null);
    this.element.dataset.pane = "list";
    this.#main.replaceChildren(this.#nobody);
    this.draw();
    if (!open) return;
    const row = `[data-ticket="${CSS.escape(open)}"]`;
    queueMicrotask(() => this.list.focus(this.list.element.querySelector(row)));
  }

  /** @param {string} ticket */
  async #loadDetails(ticket) {
    try {
      /** @type {Staff.Details} */
      const details = await this.api.get(`tickets/${encodeURIComponent(ticket)}`);
      if (this.open === ticket) this.#details = details;
      this.tickets.put(details, details.cursor);
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
    }
  }

  /** @param {string | undefined} ticket */
  #changed(ticket) {
    this.draw();
    if (ticket === undefined || ticket === this.open) this.#chat?.draw();
  }

  #drawOpen() {
    const listing = this.open === undefined ? undefined : this.tickets.get(this.open);
    this.#card.element.hidden = !listing || !this.#isCardOpen;
    this.#header.showCard(this.#isCardOpen);
    if (!listing || !this.open) return this.#header.clear();
    this.#header.show(listing, this.signs.viewers(this.open));
    if (this.#isCardOpen) this.#card.show(listing, this.#details);
  }

  #drawCounts() {
    this.#rail.showFilters(this.tickets.filter, this.#counts);
    const listing = this.open === undefined ? undefined : this.tickets.get(this.open);
    const isSeen = listing && listing.ticket.unread_by_agents > 0 && this.#isLooking(listing.ticket.id);
    this.#badge.show(Math.max(0, (this.#counts.unread ?? 0) - (isSeen ? 1 : 0)));
  }

  #countSoon() {
    if (this.#isCounting) return;
    this.#isCounting = true;
    after(countRest, this.signal, async () => {
      this.#isCounting = false;
      try {
        this.#counts = (await this.api.get("tickets/counts")).counts;
        this.draw();
      } catch (error) {
        if (!(error instanceof APIError)) throw error;
      }
    });
  }

  #tick() {
    after(clock, this.signal, () => {
      this.draw();
      this.#tick();
    });
  }

  /**
   * Whether the agent has this ticket before their eyes.
   * @param {string} ticket
   */
  #isLooking(ticket) {
    return this.open === ticket && this.element.isConnected && !document.hidden && document.hasFocus();
  }

  /** @param {Staff.ServerFrame} frame */
  #receive(frame) {
    switch (frame.type) {
      case "message":
        return this.#add(frame.message);
      case "message_updated":
        this.#chats.get(frame.message.ticket_id)?.thread.update(frame.message, frame.cursor);
        return void this.tickets.refresh(frame.message.ticket_id);
      case "ticket":
        this.tickets.setTicket(frame.ticket, frame.cursor, (id) => this.#colleagues.get(id));
        return this.#countSoon();
      case "note":
        return this.#addNote(frame.note);
      case "read":
        this.tickets.read(frame.ticket_id, frame.by, frame.up_to, frame.cursor);
        return this.#countSoon();
      case "user":
        return this.tickets.setUser(frame.user, frame.cursor);
      case "viewing":
        return this.signs.viewing(frame);
      case "typing":
        return this.signs.typing(frame);
    }
  }

  /** @param {Wire.Message} message */
  #add(message) {
    const { ticket_id: ticket, author, author_name: name, agent_id: agent, client_message_id: sent } = message;
    this.tickets.addMessage(message);
    const chat = this.#chats.get(ticket);
    chat?.thread.add({ type: "message", message });
    if (author === "agent" && sent) this.outbox.remove(sent);
    this.signs.wrote(ticket, author, name);
    this.#countSoon();
    if (author !== "system" && agent !== this.me.agent.id) void this.#tell(message, chat);
  }

  /** @param {Staff.Note} note */
  #addNote(note) {
    this.#chats.get(note.ticket_id)?.thread.add({ type: "note", note });
    if (note.client_note_id) this.outbox.remove(note.client_note_id);
  }

  /** @param {Wire.Message} message @param {import("./chat.js").Chat | undefined} chat */
  async #tell(message, chat) {
    const { ticket_id: ticket, author, author_name: agent } = message;
    if (!this.tickets.get(ticket)) await this.tickets.refresh(ticket);
    const { words } = this;
    const text = [labels(message.attachments, words), message.text].filter(Boolean).join(". ").slice(0, previewLength);
    const name = author === "user" ? (this.nameOf(ticket) ?? words.visitor) : (agent ?? words.staff);
    if (ticket === this.open) chat?.say(words.announce(name, text));
    const assignee = this.tickets.get(ticket)?.ticket.assigned_agent_id;
    // What a colleague has taken is theirs to hear of.
    if (author !== "user" || (assignee !== undefined && assignee !== this.me.agent.id)) return;
    this.#alerts.tell(message, { name, avatar: this.tickets.get(ticket)?.user.avatar_url, text });
  }

  /** @param {Widget.Status} status @param {Widget.TransportName} transport */
  #follow(status, transport) {
    this.element.dataset.transport = transport;
    this.#rail.showStatus(status);
    this.#banner.hidden = status !== "offline";
    this.#banner.textContent = status === "offline" ? this.words.offlineDesk : "";
    if (transport === "offline") return this.signs.forget();
    this.#pause.wake();
    this.outbox.wake();
    this.#countSoon();
  }

  /**
   * With a mouse a ticket is opened to answer; by keyboard perhaps to walk on to the next. What a click itself tells
   * of that differs between browsers.
   * @param {MouseEvent} event
   */
  #clicked(event) {
    const link = /** @type {Element} */ (event.target).closest(".ticket-row a");
    const isPointed = link !== null && link === this.#pointed;
    this.#pointed = null;
    if (!isPointed || !matchMedia("(hover: hover)").matches || narrow.matches) return;
    // A click on what is open already changes no address.
    if (link.getAttribute("href") === location.hash) return this.write(false);
    this.#isClicked = true;
  }
}
