import { compareCursor } from "../../base/cursor.js";

/**
 * Whether a note is the one that was sent. Notes carry no id of the sender's, so the same words of the same agent,
 * written after what was known then, are taken for it.
 * @param {Staff.Note} note
 * @param {string} text
 * @param {Staff.About} about
 * @param {Staff.Agent} me
 */
export function isSameNote(note, text, about, me) {
  return note.agent_id === me.id && note.text === text && compareCursor(note.id, about.after) > 0;
}
