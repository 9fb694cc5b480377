import { backoff } from "../base/backoff.js";
import { APIError } from "../base/call.js";
import { element, whenSubmitted } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { LazyFiles } from "../chat/lazy_files.js";
import { Pause } from "../base/lifetime.js";
import { randomID } from "../chat/outbox.js";
import { currentPage } from "../base/page.js";
import { problemText } from "../base/problem.js";
import { backButton } from "./pane.js";

/** The server's limits, in UTF-16 units after trimming. */
const longest = { subject: 200, text: 8000 };
const draftName = "draft:new";

/**
 * Where a new ticket is written. What is half written survives a reload; a ticket whose answer was lost is sent again
 * under the same id, so that the server knows it.
 */
export class TicketForm {
  element = element("section", { class: "pane", "data-testid": "new-ticket" });
  #parts;
  #ending = new AbortController();
  #pause;
  #subject = element("input", { class: "input", name: "subject", autocomplete: "off", dir: "auto", id: "otvet-subject" });
  #text = element("textarea", { class: "input", name: "text", rows: "7", dir: "auto", id: "otvet-text" });
  #subjectError = element("span", { class: "error", role: "alert", id: "otvet-subject-error" });
  #textError = element("span", { class: "error", role: "alert", id: "otvet-text-error" });
  #files;
  #filesNote = element("span", { class: "error", role: "alert" });
  #picker = element("input", { type: "file", multiple: "", hidden: "", tabindex: "-1", "data-testid": "form-picker" });
  #place = element("div", { class: "picked" });
  #send = element("button", { class: "button primary", "data-testid": "create" });
  #note = element("span", { class: "hint", role: "status" });
  /** @type {import("../chat/files/picks.js").Picks | undefined} */
  #picks;
  /** @type {Partial<Widget.FileWords>} */
  #fileWords = {};
  #id;
  /** It goes out as soon as its files are up. */
  #isWaiting = false;
  /** How often files were picked that wait for what they need to be shown and sent. */
  #arriving = 0;
  #isSending = false;

  /**
   * @param {object} parts
   * @param {Pick<Widget.Loader, "base" | "locale" | "root">} parts.loader
   * @param {Widget.Words} parts.common
   * @param {typeof import("./locales/en.js").default} parts.words
   * @param {import("../chat/visitor.js").Visitor} parts.visitor
   * @param {import("../base/storage.js").BrowserStorage} parts.storage
   * @param {() => void} parts.back
   * @param {(answer: Wire.SendAnswer) => void} parts.created
   */
  constructor(parts) {
    const { loader, common, words, visitor, storage, back } = parts;
    const { signal } = this.#ending;
    this.#parts = parts;
    this.#pause = new Pause(signal);
    const draft = read(storage.get(draftName));
    this.#id = draft.id;
    this.#subject.value = draft.subject;
    this.#text.value = draft.text;
    const title = element("h2", { id: "otvet-new" }, words.newTicket);
    const form = element("form", { class: "form", novalidate: "" });
    const attach = element("button", { type: "button", class: "button" }, icon("attach"), words.files);
    const subjectHint = element("span", { class: "hint", id: "otvet-subject-hint" }, words.subjectHint);
    const textHint = element("span", { class: "hint", id: "otvet-text-hint" }, words.textHint);
    const card = element(
      "div",
      { class: "card fields" },
      field(this.#subject, words.subject, subjectHint, this.#subjectError),
      field(this.#text, words.text, textHint, this.#textError),
      this.#place,
      element("div", { class: "attaching" }, attach, this.#picker, element("span", { class: "hint" }, words.filesHint)),
      this.#filesNote,
      element("div", { class: "actions" }, this.#note, this.#send),
    );
    form.append(card);
    this.element.setAttribute("aria-labelledby", title.id);
    this.element.append(
      element("header", { class: "top" }, backButton(words.back, back), element("div", { class: "heading" }, title)),
      element("div", { class: "form-scroller" }, form),
    );
    this.#files = new LazyFiles({
      loader,
      words: common,
      // A ticket that is not there yet has no messages.
      chat: {
        call: (make) => visitor.call(make),
        get limits() {
          return visitor.limits;
        },
        conversation: { messages: [] },
        unsent: [],
      },
      panel: { element: this.element, scroller: this.element, isOpen: true },
      composer: this,
      signal,
    }, () => {});
    attach.addEventListener("click", () => {
      void this.#files.load();
      this.#picker.click();
    });
    this.#picker.addEventListener("change", () => {
      void this.pick([...(this.#picker.files ?? [])]);
      this.#picker.value = "";
    });
    this.element.addEventListener("dragenter", () => void this.#files.load(), { once: true });
    this.element.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (!files.length || event.clipboardData?.types.includes("text/html")) return;
      event.preventDefault();
      void this.pick(files);
    });
    for (const each of [this.#subject, this.#text]) each.addEventListener("input", () => this.#changed());
    whenSubmitted(this.#send, () => this.#submit());
    addEventListener("online", () => this.#pause.wake(), { signal });
    this.#show();
  }

  open() {
    (this.#subject.value ? this.#text : this.#subject).focus();
  }

  end() {
    this.#ending.abort();
    this.element.remove();
  }

  /**
   * Files can be picked from now on.
   * @param {import("../chat/files/picks.js").Picks} picks
   * @param {Widget.FileWords} words
   * @param {Element} list  shows them
   */
  adopt(picks, words, list) {
    this.#picks = picks;
    this.#fileWords = words;
    this.#place.append(list);
  }

  /** @param {File[]} files */
  async pick(files) {
    this.#arriving++;
    await this.#files.load();
    this.#arriving--;
    const isWaiting = this.#isWaiting;
    this.#isWaiting = false;
    const problem = this.#picks?.add(files) ?? this.#parts.common.noFiles;
    this.#filesNote.textContent = problem;
    // Who has sent it already is told first what would not go with it.
    if (isWaiting && !problem) this.#submit();
    this.#show();
  }

  /** The picked files have changed, or how far they have got. */
  picksChanged() {
    if (this.#picks?.all.length) this.#textError.textContent = "";
    if (!this.#picks?.haveFailed) this.#filesNote.textContent = "";
    if (this.#isWaiting && !this.#arriving && !this.#picks?.areUploading) this.#submit();
    this.#show();
  }

  #changed() {
    // Another text is another ticket, even where the server may have got the one before.
    this.#id = randomID();
    this.#isWaiting = false;
    const draft = { id: this.#id, subject: this.#subject.value, text: this.#text.value };
    this.#parts.storage.set(draftName, JSON.stringify(draft));
    if (this.#subject.value.trim()) complain(this.#subject, this.#subjectError, "");
    if (this.#text.value.trim()) complain(this.#text, this.#textError, "");
    this.#show();
  }

  #submit() {
    const { words } = this.#parts;
    if (this.#isSending) return;
    const subject = this.#subject.value.trim();
    const text = this.#text.value.trim();
    const long = (/** @type {string} */ value, /** @type {number} */ most) => (value.length > most ? words.tooLong(most) : "");
    const hasFiles = this.#arriving > 0 || !!this.#picks?.all.length;
    complain(this.#subject, this.#subjectError, subject ? long(subject, longest.subject) : words.subjectMissing);
    complain(this.#text, this.#textError, text || hasFiles ? long(text, longest.text) : words.textMissing);
    const wrong = [this.#subject, this.#text].find((each) => each.getAttribute("aria-invalid") === "true");
    this.#isWaiting = false;
    if (wrong) {
      wrong.focus();
    } else if (this.#picks?.haveFailed) {
      this.#filesNote.textContent = this.#fileWords.notUploaded ?? "";
    } else if (this.#arriving || this.#picks?.areUploading) {
      this.#isWaiting = true;
    } else {
      void this.#create(subject, text);
    }
    this.#show();
  }

  /** @param {string} subject @param {string} text */
  async #create(subject, text) {
    const { visitor, storage, created, words, common } = this.#parts;
    const { signal } = this.#ending;
    this.#isSending = true;
    this.#show();
    const attachments = (this.#picks?.all ?? []).flatMap(({ attachment }) => attachment?.id ?? []);
    const body = { subject, message: text, attachment_ids: attachments, client_message_id: this.#id, page: currentPage(window) };
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        /** @type {Wire.SendAnswer} */
        const answer = await visitor.call((api, token) => api.ask("POST", "tickets", { token, body }));
        storage.remove(draftName);
        if (!signal.aborted) created(answer);
        return;
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof APIError)) throw error;
        if (!error.isTransient) {
          this.#isSending = false;
          const isSubject = error.code === "invalid_subject";
          complain(isSubject ? this.#subject : this.#text, isSubject ? this.#subjectError : this.#textError, problemText(error, common));
          break;
        }
        this.#note.textContent = words.createWaits;
        await this.#pause.wait(backoff(attempt), error.retryAfter);
      }
    }
    this.#show();
  }

  #show() {
    const { words } = this.#parts;
    const isBusy = this.#isSending || this.#isWaiting;
    this.#send.textContent = isBusy ? words.creating : words.create;
    this.#send.setAttribute("aria-busy", String(isBusy));
    this.#subject.readOnly = this.#text.readOnly = this.#isSending;
    if (!this.#isSending) this.#note.textContent = (this.#isWaiting && this.#fileWords.uploading) || "";
  }
}

/**
 * @param {HTMLElement} input
 * @param {string} name
 * @param {HTMLElement} hint
 * @param {HTMLElement} error
 */
function field(input, name, hint, error) {
  input.setAttribute("aria-describedby", `${hint.id} ${error.id}`);
  input.setAttribute("aria-required", "true");
  const label = element("label", { for: input.id }, name);
  return element("div", { class: "label" }, label, input, hint, error);
}

/**
 * @param {HTMLElement} input
 * @param {HTMLElement} place
 * @param {string} text  empty if nothing is wrong
 */
function complain(input, place, text) {
  place.textContent = text;
  input.setAttribute("aria-invalid", String(text !== ""));
}

/**
 * What was half written.
 * @param {string | null} kept
 * @returns {{ id: string, subject: string, text: string }}
 */
function read(kept) {
  return kept === null ? { id: randomID(), subject: "", text: "" } : JSON.parse(kept);
}
