import { timing } from "./timing.js";

/**
 * How long to wait before attempt number `attempt` (from 0): doubling, half of it at random, so that the browsers that
 * a restart cut off do not all come back in the same moment.
 * @param {number} attempt
 * @param {number} first
 * @param {number} last
 */
export function backoff(attempt, first = timing.retryFirst, last = timing.retryLast) {
  const whole = Math.min(last, first * 2 ** Math.min(attempt, 16));
  return whole / 2 + Math.random() * (whole / 2);
}
