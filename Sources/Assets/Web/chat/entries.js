import { compareCursor } from "../base/cursor.js";

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
 * @property {Wire.Problem} [problem]  why it was not sent
 * @property {"network" | "server"} [delay]  what it waits for
 * @property {readonly Wire.Span[]} spans
 * @property {readonly Wire.Attachment[]} attachments
 * @property {Quote} [quote]  what it replies to
 * @property {readonly { emoji: string, count: number }[]} reactions
 * @property {boolean} isDelivered  the staff have been shown it
 * @property {boolean} isEdited
 * @property {boolean} isDeleted
 */

/** @typedef {Pick<Wire.Message, "id" | "author" | "text" | "attachments"> & { name?: string }} Quote */

/**
 * The server's messages, then the visitor's that it has not confirmed, each once.
 * @param {readonly Wire.Message[]} messages
 * @param {readonly Wire.Message[]} shown  those of them that are wanted
 * @param {readonly import("./outbox.js").Unsent[]} unsent  none where the end is not wanted
 * @param {Wire.Cursor} deliveredUpTo
 * @returns {Entry[]}
 */
export function entriesOf(messages, shown, unsent, deliveredUpTo) {
  const confirmed = new Set(messages.map((message) => message.client_message_id));
  const known = new Map(messages.map((message) => [message.id, message]));
  return [
    ...shown.map((message) => sent(message, known.get(message.reply_to ?? ""), deliveredUpTo)),
    ...unsent.filter(({ id }) => !confirmed.has(id)).map(waiting),
  ];
}

/**
 * @param {Wire.Message} message
 * @param {Wire.Message | undefined} quoted
 * @param {Wire.Cursor} deliveredUpTo
 * @returns {Entry}
 */
function sent(message, quoted, deliveredUpTo) {
  return {
    key: message.client_message_id ?? message.id,
    id: message.id,
    author: message.author,
    ...(message.author_name && { name: message.author_name }),
    text: message.text,
    at: new Date(message.created_at),
    state: "sent",
    spans: message.spans ?? [],
    attachments: message.attachments,
    reactions: message.reactions ?? [],
    ...(quoted && !quoted.deleted && { quote: quote(quoted) }),
    isDelivered: message.author === "user" && compareCursor(message.id, deliveredUpTo) <= 0,
    isEdited: message.edited_at !== undefined,
    isDeleted: message.deleted === true,
  };
}

/** @param {Wire.Message} message @returns {Quote} */
function quote({ id, author, author_name: name, text, attachments }) {
  return { id, author, ...(name && { name }), text, attachments };
}

/**
 * @param {import("./outbox.js").Unsent} unsent
 * @returns {Entry}
 */
function waiting({ id, text, attachments = [], at, problem, code, delay }) {
  return {
    key: id,
    author: "user",
    text,
    at: new Date(at),
    state: problem === undefined ? "pending" : "failed",
    ...(problem !== undefined && { problem: { status: 400, code, message: problem } }),
    ...(delay && { delay }),
    spans: [],
    attachments,
    reactions: [],
    isDelivered: false,
    isEdited: false,
    isDeleted: false,
  };
}
