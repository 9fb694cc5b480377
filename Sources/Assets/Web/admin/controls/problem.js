import { APIError } from "../../base/call.js";

/**
 * What to tell a person of a call that failed.
 * @param {unknown} error
 * @param {import("./words.js").ControlWords} words
 */
export function sentence(error, words) {
  if (!(error instanceof APIError)) throw error;
  return problemSentence(error, words);
}

/**
 * The same for what is known to be one.
 * @param {Wire.Problem} problem
 * @param {import("./words.js").ControlWords} words
 */
export function problemSentence({ status, code = "", errorID }, words) {
  if (errorID) return `${words.unknown} ${words.errorNumber(errorID)}`;
  if (status === 0 && code === "") return words.offline;
  const known = words.problems[code];
  if (known) return known;
  // The server's own sentences are English only, and for programmers.
  return status >= 500 ? words.unknown : code.startsWith("invalid_") ? words.invalid : words.refused;
}
