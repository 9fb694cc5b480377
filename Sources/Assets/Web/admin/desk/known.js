import { element } from "../../base/dom.js";
import { chip } from "./header.js";
import { safeLink } from "./safe_link.js";

/**
 * What a visitor has answered to the contact form, as far as they are not called by it already.
 * @param {Staff.User} user
 * @param {Staff.Answer[]} answers
 * @param {{ locale: Staff.Parts["locale"], words: Staff.Words }} parts
 */
export function answersSection(user, answers, { locale, words }) {
  const further = answers.filter(({ kind, value }) => kind === "text" || value !== user[kind]);
  if (!further.length) return [];
  const rows = further.map((answer) => {
    const term = element("dt", { dir: "auto" }, questionName(answer, locale, words));
    return element("div", {}, term, element("dd", { dir: "auto" }, answer.value));
  });
  const list = element("dl", { "data-testid": "answers" }, ...rows);
  return [element("section", {}, element("h3", {}, words.fromForm), list)];
}

/**
 * What a question is called.
 * @param {Staff.Answer} answer
 * @param {Staff.Parts["locale"]} locale
 * @param {Staff.Words} words
 */
function questionName({ kind, label_en: english, label_ru: russian }, locale, words) {
  if (kind !== "text") return { name: words.name, email: words.email, phone: words.phone }[kind];
  return (locale === "ru" ? russian || english : english || russian);
}

/**
 * What the site says of a visitor; what it has signed is marked.
 * @param {Staff.Attribute[]} attributes
 * @param {Staff.Words} words
 */
export function attributesSection(attributes, words) {
  if (!attributes.length) return [];
  const rows = attributes.map(({ key, value, signed }) => {
    const term = element("dt", { dir: "auto" }, key);
    if (signed) term.append(" ", chip("good", "verified", words.signed));
    return element("div", {}, term, element("dd", { dir: "auto" }, value || "–"));
  });
  const list = element("dl", { "data-testid": "attributes" }, ...rows);
  return [element("section", {}, element("h3", {}, words.fromSite), list)];
}

/**
 * The pages that a visitor walked through, the newest first.
 * @param {Wire.VisitedPage[]} pages
 * @param {{ words: Staff.Words, dates: import("./desk_dates.js").DeskDates }} parts
 */
export function pagesSection(pages, { words, dates }) {
  if (!pages.length) return [];
  const rows = pages.map(({ url, title, at }) => {
    const time = new Date(at);
    const when = element("time", { datetime: at, title: dates.full(time) }, `${dates.short(time)}, ${dates.time(time)}`);
    return element("li", { class: "visited" }, safeLink(url, title), when);
  });
  return [element("section", {}, element("h3", {}, words.lastPages), element("ol", { "data-testid": "pages" }, ...rows))];
}
