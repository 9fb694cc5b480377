/**
 * A wait as people say it: never less than it is.
 * @param {number} seconds
 * @returns {{ minutes: number } | { hours: number }}
 */
export function rounded(seconds) {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  if (minutes <= 10) return { minutes };
  const fives = Math.ceil(minutes / 5) * 5;
  return fives < 60 ? { minutes: fives } : { hours: Math.ceil(minutes / 60) };
}
