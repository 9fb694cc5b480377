import { APIError } from "../../widget/call.js";

/**
 * What to tell a person of a call that failed.
 * @param {unknown} error
 * @param {import("./words.js").ControlWords} words
 */
export function sentence(error, words) {
  if (!(error instanceof APIError)) throw error;
  if (error.status === 0) return words.offline;
  const known = words.problems[error.code ?? ""];
  return known ?? (error.status >= 500 ? words.unknown : error.message);
}
