import { compareCursor } from "../../base/cursor.js";
import { idOf } from "./thread.js";

/** @typedef {import("../../chat/outbox.js").Unsent} Unsent */

/**
 * One line of a conversation, whether the server has it or not.
 * @typedef {object} Line
 * @property {string} key  the same from the first keystroke to the server's echo and after
 * @property {string} [id]
 * @property {"user" | "agent" | "bot" | "system" | "note"} kind
 * @property {string} [name]  who wrote it
 * @property {string} text
 * @property {Date} at
 * @property {"pending" | "sent" | "read" | "failed"} state
 * @property {string} [problem]
 * @property {readonly Wire.Span[]} spans
 * @property {readonly Wire.Attachment[]} attachments
 * @property {Quote} [quote]  what it replies to
 * @property {readonly { emoji: string, count: number }[]} reactions
 * @property {boolean} isEdited
 * @property {boolean} isDeleted
 */

/**
 * @typedef {Pick<Wire.Message, "id" | "author" | "text"> & { name?: string, attachments: readonly Wire.Attachment[] }}
 * Quote
 */

/**
 * What the server has, then what it has not confirmed, each once.
 * @param {readonly Staff.Entry[]} entries
 * @param {readonly Staff.Entry[]} shown  those of them that are wanted
 * @param {readonly Unsent[]} unsent  of this ticket; none where the end is not wanted
 * @param {object} people
 * @param {Staff.Agent} people.me
 * @param {string} people.customer  their name
 * @param {Wire.Cursor} people.readByUser
 * @param {(problem: Wire.Problem) => string} people.reason
 * @returns {Line[]}
 */
export function linesOf(entries, shown, unsent, { me, customer, readByUser, reason }) {
  const messages = entries.flatMap((entry) => (entry.type === "message" ? entry.message : []));
  const confirmed = new Set(entries.map(clientIDOf));
  const known = new Map(messages.map((message) => [message.id, message]));
  /** @param {Wire.Message} message */
  const nameOf = ({ author, author_name: name }) => (author === "user" ? customer : name);
  /** @param {Wire.Cursor | undefined} id @returns {{ quote?: Quote }} */
  const quoteOf = (id) => {
    const message = known.get(id ?? "");
    if (!message || message.deleted) return {};
    const name = nameOf(message);
    const { author, text, attachments } = message;
    return { quote: { id: message.id, author, text, attachments, ...(name && { name }) } };
  };
  const waiting = unsent.filter(({ id }) => !confirmed.has(id));
  return [
    ...shown.map((entry) => {
      if (entry.type === "note") return noted(entry.note);
      const { message } = entry;
      const name = nameOf(message);
      const isRead = message.author !== "user" && compareCursor(message.id, readByUser) <= 0;
      return /** @type {Line} */ ({
        key: (message.author === "agent" && message.client_message_id) || idOf(entry),
        id: message.id,
        kind: message.author,
        ...(name && { name }),
        text: message.text,
        at: new Date(message.created_at),
        state: isRead ? "read" : "sent",
        spans: message.spans ?? [],
        attachments: message.attachments,
        ...quoteOf(message.reply_to),
        reactions: message.reactions ?? [],
        isEdited: message.edited_at !== undefined,
        isDeleted: message.deleted === true,
      });
    }),
    ...waiting.map(({ id, text, attachments = [], at, problem, code, about }) => /** @type {Line} */ ({
      key: id,
      kind: about?.isNote ? "note" : "agent",
      name: me.name,
      text,
      at: new Date(at),
      state: problem === undefined ? "pending" : "failed",
      ...(problem !== undefined && { problem: reason({ status: 400, code, message: problem }) }),
      spans: [],
      attachments,
      ...quoteOf(about?.reply_to),
      reactions: [],
      isEdited: false,
      isDeleted: false,
    })),
  ];
}

/**
 * What its sender called it.
 * @param {Staff.Entry} entry
 */
function clientIDOf(entry) {
  return entry.type === "note" ? entry.note.client_note_id : entry.message.client_message_id;
}

/** @param {Staff.Note} note @returns {Line} */
function noted({ id, author_name: name, text, created_at: at, client_note_id: sent }) {
  return {
    key: sent ?? id,
    id,
    kind: "note",
    ...(name && { name }),
    text,
    at: new Date(at),
    state: "sent",
    spans: [],
    attachments: [],
    reactions: [],
    isEdited: false,
    isDeleted: false,
  };
}
