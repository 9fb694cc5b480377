/**
 * What to tell a person of a call that failed, in their language.
 * @param {Wire.Problem} error
 * @param {Pick<Widget.Words, "problems" | "errorNumber">} words
 */
export function problemText({ status, code = "", errorID }, { problems, errorNumber }) {
  if (errorID) return `${problems.unavailable} ${errorNumber(errorID)}`;
  if (status === 0 && code === "") return problems.offline;
  /** @type {Record<string, string>} */
  const known = problems;
  return known[code] ?? (code.startsWith("invalid_") ? problems.invalid : status >= 500 || status === 0 ? problems.unavailable : problems.unknown);
}
