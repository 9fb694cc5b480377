import { rounded } from "../rounded.js";

export default {
  away: "We’re away",
  /** @param {string} time */
  backToday: (time) => `We’re away; back at ${time}`,
  /** @param {string} time */
  backTomorrow: (time) => `We’re away; back tomorrow at ${time}`,
  /** @param {string} day @param {string} time */
  backOn: (day, time) => `We’re away; back ${day} at ${time}`,
  weekdays: ["on Sunday", "on Monday", "on Tuesday", "on Wednesday", "on Thursday", "on Friday", "on Saturday"],
  /** @param {string} date */
  date: (date) => `on ${date}`,
  /** @param {number} seconds */
  usually: (seconds) => {
    const time = rounded(seconds);
    if ("hours" in time) return `Usually answers in about ${time.hours === 1 ? "an hour" : `${time.hours} hours`}`;
    return `Usually answers in about ${time.minutes === 1 ? "a minute" : `${time.minutes} minutes`}`;
  },
};
