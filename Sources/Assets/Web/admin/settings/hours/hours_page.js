import { element } from "../../../base/dom.js";
import { administratorsOnly } from "../administrators_only.js";
import { load } from "../load.js";
import { HoursForm } from "./hours_form.js";

/**
 * When the team answers, and what visitors read meanwhile.
 * @param {import("../settings.js").PageParts} parts
 */
export function hoursPage(parts) {
  const { api, me, words, locale, place, signal } = parts;
  const { hours: said } = words;
  if (me.role !== "admin") return place.append(administratorsOnly(words));
  const body = element("div", { class: "page-body" });
  place.append(element("p", { class: "page-lead" }, said.lead), body);

  void load(body, parts, () => api.get("hours", signal), (answer) => {
    const now = element("p", { class: "hours-now", role: "status", "data-testid": "hours-now" });
    const tell = (/** @type {{ availability?: Wire.Availability }} */ { availability }) => {
      now.textContent = state(availability, said, locale);
    };
    tell(answer);
    const hours = answer.hours.on || answer.zones.length === 0 ? answer.hours : suggested(answer);
    return [now, new HoursForm({ ...parts, hours, zones: answer.zones, saved: tell }).element];
  });
}

/**
 * Whether the team is there, in the time of whoever looks.
 * @param {Wire.Availability | undefined} availability
 * @param {import("../words.js").SettingsWords["hours"]} said
 * @param {string} locale
 */
function state(availability, said, locale) {
  const when = (/** @type {string} */ time) =>
    new Date(time).toLocaleString(locale, { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit" });
  if (!availability) return said.isOff;
  if (availability.open) return availability.closes_at ? said.isOpen(when(availability.closes_at)) : said.isOpen("");
  return availability.opens_at ? said.isClosed(when(availability.opens_at)) : said.isClosedForGood;
}

/**
 * Hours that nobody has set are offered in the zone of whoever sets them.
 * @param {{ hours: import("./times.js").Hours, zones: string[] }} answer
 */
function suggested({ hours, zones }) {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return hours.zone === "UTC" && zones.includes(timeZone) ? { ...hours, zone: timeZone } : hours;
}
