import { element } from "../../../base/dom.js";
import { textArea, textField } from "../../controls/field.js";
import { Form } from "../../controls/form.js";
import { switchControl } from "../../controls/switch.js";
import { Draft } from "../draft.js";
import { section } from "../section.js";
import { DatesEditor } from "./dates_editor.js";
import { put, shown, wholeWeek } from "./times.js";
import { WeekEditor } from "./week_editor.js";

/** @typedef {import("./times.js").Hours} Hours */

/** What an administrator sets. It is kept until it is saved or discarded. */
export class HoursForm {
  element = element("div", { class: "hours-form" });
  #parts;
  #saved;
  /** @type {Draft<{ hours: string }>} */
  #draft;
  #on;
  #zone;
  #week;
  #dates;
  #replies;
  #discard;
  #note;

  /**
   * @param {import("../settings.js").PageParts & {
   *   hours: Hours, zones: string[], saved: (answer: any) => void,
   * }} parts  the hours as they are saved
   */
  constructor(parts) {
    const { hours, zones, words: { hours: said }, locale, me, signal } = parts;
    this.#parts = parts;
    this.#saved = fields(hours);
    this.#draft = new Draft(me, "hours");
    const changed = () => this.#touched();
    const control = switchControl({ label: said.on, hint: said.onHint, isOn: hours.on, name: "hours-on", changed });
    this.#on = /** @type {HTMLInputElement} */ (control.querySelector("input"));
    this.#zone = textField({
      label: said.zone,
      hint: said.zoneHint,
      attributes: { name: "zone", list: "hours-zones", autocomplete: "off", spellcheck: "false", maxlength: "64", dir: "ltr" },
      check: (value) => (value.trim() ? "" : parts.common.problems["invalid_zone"] ?? ""),
    });
    const list = element("datalist", { id: "hours-zones" }, ...zones.map((zone) => element("option", { value: zone })));
    this.#week = new WeekEditor({ words: said, locale, changed });
    this.#dates = new DatesEditor({ words: said, locale, changed });
    const reply = (/** @type {"en" | "ru"} */ language) => textArea({
      label: said.replies[language], attributes: { name: `reply-${language}`, maxlength: "1000", rows: "3", lang: language },
    });
    this.#replies = { en: reply("en"), ru: reply("ru") };
    this.#discard = element("button", { class: "button", type: "button", "data-testid": "discard" }, said.discard);
    this.#note = element("p", { class: "note", "data-testid": "unsaved" }, said.unsaved);
    this.#discard.addEventListener("click", () => {
      this.#draft.value = undefined;
      this.#fill(this.#saved);
    });
    const form = this.#form([
      section({ title: said.when, lead: said.whenLead, name: "hours-when" }, [control, this.#zone.element, list, this.#week.element]),
      section({ title: said.dates, lead: said.datesLead, name: "hours-dates" }, [this.#dates.element]),
      section({ title: said.reply, lead: said.replyLead, name: "hours-reply" }, [this.#replies.en.element, this.#replies.ru.element]),
      this.#note,
    ]);
    form.element.addEventListener("input", changed);
    this.element.append(form.element);
    addEventListener("beforeunload", (event) => this.#isChanged && event.preventDefault(), { signal });
    const kept = this.#draft.value;
    this.#fill(kept ? JSON.parse(kept.hours) : this.#saved);
  }

  /** As the fields have them. */
  get #hours() {
    return {
      on: this.#on.checked,
      zone: this.#zone.value.trim(),
      week: this.#week.value,
      exceptions: this.#dates.value,
      reply: { en: this.#replies.en.value.trim(), ru: this.#replies.ru.value.trim() },
    };
  }

  get #isChanged() {
    return JSON.stringify(this.#hours) !== JSON.stringify(this.#saved);
  }

  /** @param {Node[]} content */
  #form(content) {
    const { api, words: { hours: said }, common, locale, toasts, signal, saved } = this.#parts;
    /** @type {Form} */
    const form = new Form({
      name: "hours",
      fields: [this.#zone, this.#replies.en, this.#replies.ru],
      content,
      buttons: [this.#discard],
      submit: said.save,
      words: common,
      locale,
      signal,
      send: async () => {
        if (!this.#week.isRight() || !this.#dates.isRight()) return;
        const answer = await api.ask("PUT", "hours", { body: asked(this.#hours) });
        this.#saved = fields(answer.hours);
        this.#draft.value = undefined;
        this.#fill(this.#saved);
        saved(answer);
        toasts.show({ title: said.saved, kind: "good" });
      },
      explain: ({ code }) => {
        if (code !== "invalid_zone") return undefined;
        this.#zone.problem = common.problems["invalid_zone"] ?? "";
        this.#zone.input.focus();
        return "";
      },
    });
    return form;
  }

  /** @param {Hours} hours */
  #fill({ on, zone, week, exceptions, reply }) {
    this.#on.checked = on;
    this.#zone.value = zone;
    this.#zone.problem = "";
    this.#week.value = week;
    this.#dates.value = exceptions;
    [this.#replies.en.value, this.#replies.ru.value] = [reply.en, reply.ru];
    this.#draw();
  }

  #touched() {
    this.#draft.value = this.#isChanged ? { hours: JSON.stringify(this.#hours) } : undefined;
    this.#draw();
  }

  #draw() {
    this.#discard.hidden = this.#note.hidden = !this.#isChanged;
  }
}

/**
 * Hours as the fields show them.
 * @param {Hours} hours
 * @returns {Hours}
 */
function fields({ on, zone, week, exceptions, reply }) {
  const day = (/** @type {Hours["week"][number]} */ intervals) => intervals.map(({ from, to }) => ({ from, to: shown(to) }));
  return {
    on,
    zone,
    week: week.map(day),
    exceptions: exceptions.map(({ date, intervals }) => ({ date, intervals: day(intervals) })),
    reply: { en: reply.en, ru: reply.ru },
  };
}

/**
 * Hours as the server takes them.
 * @param {Hours} hours
 * @returns {Hours}
 */
function asked(hours) {
  const exceptions = hours.exceptions.map(({ date, intervals }) => {
    /** @type {Hours["week"][number]} */
    const day = [];
    for (const interval of intervals) put(interval, day);
    return { date, intervals: day };
  });
  return { ...hours, week: wholeWeek(hours.week), exceptions };
}
