/** What the server fills in when a reply is sent. */
export const variables = /** @type {const} */ (["name", "agent", "ticket"]);

/**
 * A reply as the server would fill it in.
 * @param {string} text
 * @param {Record<typeof variables[number], string>} values
 */
export function filled(text, values) {
  return text.replace(/\{(name|agent|ticket)\}/g, (_, name) => values[/** @type {typeof variables[number]} */ (name)]);
}
