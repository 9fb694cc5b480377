import { label } from "../labels.js";
import { isPicture } from "./file_views.js";

/**
 * Every picture that these messages bring, with what it is in words.
 * @param {readonly { attachments: readonly Wire.Attachment[], isDeleted: boolean }[]} entries
 * @param {Widget.Words} words
 */
export function picturesOf(entries, words) {
  return entries.flatMap(({ attachments, isDeleted }) => {
    const shown = isDeleted ? [] : attachments.filter((each) => isPicture(each) && each.kind !== "sticker");
    return shown.map((each) => ({ ...each, label: label(each, words) }));
  });
}
