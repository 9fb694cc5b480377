/**
 * @typedef {object} Interval
 * @property {string} from  as in `09:00`
 * @property {string} to  as in `18:00`; `24:00` is the end of the day
 */

/**
 * @typedef {object} Hours
 * @property {boolean} on
 * @property {string} zone
 * @property {Interval[][]} week  Monday first
 * @property {{ date: string, intervals: Interval[] }[]} exceptions
 * @property {{ en: string, ru: string }} reply
 */

/** How the end of the day is written in a field that knows hours up to 23. */
const midnight = "00:00";

/**
 * What a field for a time shows.
 * @param {string} time
 */
export function shown(time) {
  return time === "24:00" ? midnight : time;
}

/**
 * Puts an interval of the fields into a day. What goes on after midnight is returned: it is of the next day.
 * @param {Interval} interval
 * @param {Interval[]} day
 * @returns {Interval[]}
 */
export function put({ from, to }, day) {
  const end = to === midnight ? "24:00" : to;
  if (end > from) {
    day.push({ from, to: end });
    return [];
  }
  day.push({ from, to: "24:00" });
  return [{ from: midnight, to: end }];
}

/**
 * The days that the fields of a week mean. Sunday's night goes on on Monday.
 * @param {Interval[][]} week
 * @returns {Interval[][]}
 */
export function wholeWeek(week) {
  /** @type {Interval[][]} */
  const days = week.map(() => []);
  week.forEach((intervals, index) => {
    for (const interval of intervals) {
      days[(index + 1) % days.length]?.push(...put(interval, days[index] ?? []));
    }
  });
  return days.map((day) => day.sort((one, other) => (one.from < other.from ? -1 : 1)));
}
