/**
 * What a file is, in words.
 * @param {Wire.Attachment} attachment
 * @param {Widget.Words} words
 */
export function label({ kind, name, emoji }, words) {
  const detail = kind === "sticker" ? emoji : kind === "document" || kind === "audio" ? name : undefined;
  return detail ? `${words.kinds[kind]} ${detail}` : words.kinds[kind];
}

/**
 * What several files are; the same is counted and not repeated.
 * @param {readonly Wire.Attachment[]} attachments
 * @param {Widget.Words} words
 */
export function labels(attachments, words) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const each of attachments.map((attachment) => label(attachment, words))) {
    counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return [...counts].map(([each, count]) => (count > 1 ? `${each} × ${count}` : each)).join(", ");
}
