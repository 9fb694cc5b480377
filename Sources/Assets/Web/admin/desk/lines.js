import { compareCursor } from "../../base/cursor.js";
import { quoteOf, sentEntry, unsentEntry } from "../../chat/entries.js";
import { idOf } from "./thread.js";

/** @typedef {import("../../chat/entries.js").Entry} Entry */
/** @typedef {import("../../chat/outbox.js").Unsent} Unsent */

/**
 * What the server has, then what it has not confirmed, each once.
 * @param {readonly Staff.Entry[]} entries
 * @param {readonly Staff.Entry[]} shown  those of them that are wanted
 * @param {readonly Unsent[]} unsent  of this ticket; none where the end is not wanted
 * @param {object} people
 * @param {Staff.Agent} people.me
 * @param {string} people.customer  their name
 * @param {Wire.Cursor} people.readByUser
 * @param {{ upTo: Wire.Cursor, text: string } | undefined} people.mail  the last one, and what is told of it
 * @returns {Entry[]}
 */
export function linesOf(entries, shown, unsent, { me, customer, readByUser, mail }) {
  const messages = entries.flatMap((entry) => (entry.type === "message" ? entry.message : []));
  const confirmed = new Set(entries.map(clientIDOf));
  const known = new Map(messages.map((message) => [message.id, message]));
  /** @template {Wire.Message | undefined} M @param {M} message @returns {M} */
  const named = (message) => (message?.author === "user" ? { ...message, author_name: customer } : message);
  const quoted = (/** @type {Wire.Cursor | undefined} */ id) => named(known.get(id ?? ""));
  const waiting = unsent.filter(({ id }) => !confirmed.has(id));
  return [
    ...shown.map((entry) => {
      if (entry.type === "note") return noted(entry.note);
      const { message } = entry;
      return {
        ...sentEntry(named(message), quoted(message.reply_to)),
        // A customer's browser may give its messages any id, even one that another message has.
        key: (message.author === "agent" && message.client_message_id) || idOf(entry),
        isSeen: message.author !== "user" && compareCursor(message.id, readByUser) <= 0,
        ...(message.id === mail?.upTo && { mailed: mail.text }),
      };
    }),
    ...waiting.map((each) => ({ ...unsentEntry(each), ...ownOf(each, me), ...quoteOf(quoted(each.about?.reply_to)) })),
  ];
}

/**
 * What the staff see of their own that the server has not confirmed.
 * @param {Unsent} unsent
 * @param {Staff.Agent} me
 * @returns {Pick<Entry, "author" | "name">}
 */
function ownOf({ about }, { name }) {
  return { author: about?.isNote ? "note" : "agent", name };
}

/**
 * What its sender called it.
 * @param {Staff.Entry} entry
 */
function clientIDOf(entry) {
  return entry.type === "note" ? entry.note.client_note_id : entry.message.client_message_id;
}

/** @param {Staff.Note} note @returns {Entry} */
function noted({ id, author_name: name, text, created_at: at, client_note_id: sent }) {
  return {
    key: sent ?? id,
    id,
    author: "note",
    ...(name && { name }),
    text,
    at: new Date(at),
    state: "sent",
    spans: [],
    attachments: [],
    reactions: [],
    isSeen: false,
    isEdited: false,
    isDeleted: false,
  };
}
