import { corrections } from "./galois.js";

// Error correction level M, which mends 15 %, by version (ISO/IEC 18004, table 9).
const correctionCounts = [
  10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26,
  26, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28,
];
const blockCounts = [
  1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16,
  17, 17, 18, 20, 21, 23, 25, 26, 28, 29, 31, 33, 35, 37, 38, 40, 43, 45, 47, 49,
];

/**
 * Modules of a version that hold data.
 * @param {number} version
 */
function dataModules(version) {
  const size = 17 + 4 * version;
  const alignments = version > 1 ? Math.floor(version / 7) + 2 : 0;
  // Three finders with their format, two timing lines, the alignment patterns (some on the timing lines), the version.
  const patterns = alignments ? 25 * (alignments * alignments - 3) - 10 * (alignments - 2) : 0;
  return size * size - 3 * 64 - 31 - 2 * (size - 16) - patterns - (version > 6 ? 36 : 0);
}

/**
 * A text as the codewords of the smallest code that holds it, in the order in which they are drawn.
 * @param {string} text
 * @returns {{ version: number, codewords: Uint8Array }}
 */
export function encode(text) {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= 40; version++) {
    const blocks = blockCounts[version - 1] ?? 0;
    const count = correctionCounts[version - 1] ?? 0;
    const capacity = Math.floor(dataModules(version) / 8) - blocks * count;
    const lengthBits = version < 10 ? 8 : 16;
    if (4 + lengthBits + 8 * bytes.length > 8 * capacity) continue;
    return { version, codewords: interleaved(padded(bytes, lengthBits, capacity), blocks, count) };
  }
  throw new Error("too long for a QR code");
}

/**
 * One segment of bytes, and what fills the rest.
 * @param {Uint8Array} bytes
 * @param {number} lengthBits
 * @param {number} capacity
 */
function padded(bytes, lengthBits, capacity) {
  const bits = ["0100", bytes.length.toString(2).padStart(lengthBits, "0")];
  for (const byte of bytes) bits.push(byte.toString(2).padStart(8, "0"));
  const stream = bits.join("");
  const used = Math.ceil(Math.min(stream.length + 4, 8 * capacity) / 8);
  const ended = stream.padEnd(8 * used, "0");
  return Uint8Array.from({ length: capacity }, (_, index) =>
    index < used ? Number.parseInt(ended.slice(8 * index, 8 * index + 8), 2) : (index - used) % 2 ? 0x11 : 0xec);
}

/**
 * The blocks byte by byte, first their data, then their corrections: what spoils a corner spoils a little of each.
 * @param {Uint8Array} data
 * @param {number} blockCount
 * @param {number} correctionCount
 */
function interleaved(data, blockCount, correctionCount) {
  const short = Math.floor(data.length / blockCount);
  const firstLong = blockCount - (data.length % blockCount);
  const blocks = Array.from({ length: blockCount }, (_, index) => {
    const start = index * short + Math.max(0, index - firstLong);
    return data.subarray(start, start + short + (index < firstLong ? 0 : 1));
  });
  const additions = blocks.map((block) => corrections(block, correctionCount));
  /** @type {number[]} */
  const result = [];
  for (const parts of [blocks, additions]) {
    const longest = Math.max(...parts.map((part) => part.length));
    for (let index = 0; index < longest; index++) {
      for (const part of parts) {
        const byte = part[index];
        if (byte !== undefined) result.push(byte);
      }
    }
  }
  return Uint8Array.from(result);
}
