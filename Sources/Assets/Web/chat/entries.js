import { compareCursor } from "../base/cursor.js";

/**
 * One line of a conversation, whether the server has it or not.
 * @typedef {object} Entry
 * @property {string} key  the same from the first keystroke to the server's echo and after
 * @property {string} [id]
 * @property {"user" | "agent" | "bot" | "system" | "note"} author  a note is what staff tell each other
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
 * @property {boolean} isSeen  the other side has been shown it
 * @property {string} [mailed]  what the staff are told of the mail that told the visitor of it
 * @property {boolean} isEdited
 * @property {boolean} isDeleted
 */

/** @typedef {Pick<Entry, "author" | "name" | "text" | "attachments"> & { id: string }} Quote */

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
    ...shown.map((message) => ({
      ...sentEntry(message, known.get(message.reply_to ?? "")),
      isSeen: message.author === "user" && compareCursor(message.id, deliveredUpTo) <= 0,
    })),
    ...unsent.filter(({ id }) => !confirmed.has(id)).map(unsentEntry),
  ];
}

/**
 * A message that the server has. Whether the other side has seen it is for the caller to say.
 * @param {Wire.Message} message
 * @param {Wire.Message | undefined} quoted
 * @returns {Entry}
 */
export function sentEntry(message, quoted) {
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
    ...quoteOf(quoted),
    isSeen: false,
    isEdited: message.edited_at !== undefined,
    isDeleted: message.deleted === true,
  };
}

/**
 * @param {Wire.Message | undefined} quoted
 * @returns {{ quote?: Quote }}
 */
export function quoteOf(quoted) {
  if (!quoted || quoted.deleted) return {};
  const { id, author, author_name: name, text, attachments } = quoted;
  return { quote: { id, author, ...(name && { name }), text, attachments } };
}

/**
 * A message of one's own that the server has not confirmed.
 * @param {import("./outbox.js").Unsent} unsent
 * @returns {Entry}
 */
export function unsentEntry({ id, text, attachments = [], at, problem, code, delay }) {
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
    isSeen: false,
    isEdited: false,
    isDeleted: false,
  };
}
