/** "```" around lines, the first of which may name their language, or "`" around words. */
const mark = /```(?:[\w+#.-]*\n)?([^]+?)\n?```|`([^`\n]+)`/g;

/**
 * What staff wrote, with the code that they have marked as such. What has formatting of its own stays as it is.
 * @param {string} text
 * @param {readonly Wire.Span[]} spans
 * @returns {{ text: string, spans: readonly Wire.Span[] }}
 */
export function codeMarked(text, spans) {
  if (spans.length || !text.includes("`")) return { text, spans };
  /** @type {Wire.Span[]} */
  const found = [];
  let plain = "";
  let at = 0;
  for (const { index = 0, 0: whole = "", 1: block, 2: words } of text.matchAll(mark)) {
    plain += text.slice(at, index);
    const code = block ?? words ?? "";
    found.push({ type: block === undefined ? "code" : "pre", offset: plain.length, length: code.length });
    plain += code;
    at = index + whole.length;
  }
  return { text: plain + text.slice(at), spans: found };
}
