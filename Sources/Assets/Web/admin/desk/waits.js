/** From so many minutes on a wait is long, and then too long. */
const [long, tooLong] = [10, 60];

/**
 * How long a customer has been waiting, and how bad that is.
 * @param {string} since
 * @param {Staff.Words} words
 * @param {import("./work_time.js").WorkTime} workTime
 */
export function waitOf(since, words, workTime) {
  const minutes = Math.max(0, Math.floor(workTime.since(Date.parse(since)) / 60_000));
  const [hours, days] = [Math.floor(minutes / 60), Math.floor(minutes / 1440)];
  const text = days ? words.days(days) : hours ? words.hours(hours) : minutes ? words.minutes(minutes) : words.justNow;
  return { text, level: minutes >= tooLong ? "bad" : minutes >= long ? "warning" : "plain" };
}
