/**
 * One line of the list, whether the server has it or not.
 * @typedef {object} Entry
 * @property {string} key  the same from the first keystroke to the server's echo and after
 * @property {string} [id]
 * @property {"user" | "agent" | "bot" | "system"} author
 * @property {string} [name]
 * @property {string} text
 * @property {Date} at
 * @property {"pending" | "sent" | "failed"} state
 * @property {string} [problem]
 * @property {boolean} isEdited
 * @property {boolean} isDeleted
 */

/**
 * The server's messages, then the visitor's that it has not confirmed, each once.
 * @param {readonly Wire.Message[]} messages
 * @param {readonly import("./outbox.js").Unsent[]} unsent
 * @returns {Entry[]}
 */
export function entriesOf(messages, unsent) {
  const confirmed = new Set(messages.map((message) => message.client_message_id));
  return [
    ...messages.map(sent),
    ...unsent.filter(({ id }) => !confirmed.has(id)).map(waiting),
  ];
}

/**
 * @param {Wire.Message} message
 * @returns {Entry}
 */
function sent(message) {
  return {
    key: message.client_message_id ?? message.id,
    id: message.id,
    author: message.author,
    ...(message.author_name && { name: message.author_name }),
    text: message.text,
    at: new Date(message.created_at),
    state: "sent",
    isEdited: message.edited_at !== undefined,
    isDeleted: message.deleted === true,
  };
}

/**
 * @param {import("./outbox.js").Unsent} unsent
 * @returns {Entry}
 */
function waiting({ id, text, at, problem }) {
  return {
    key: id,
    author: "user",
    text,
    at: new Date(at),
    state: problem === undefined ? "pending" : "failed",
    ...(problem !== undefined && { problem }),
    isEdited: false,
    isDeleted: false,
  };
}
