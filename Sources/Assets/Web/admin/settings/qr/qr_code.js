import { encode } from "./codewords.js";
import { penalty } from "./penalty.js";

/**
 * What each mask turns over (ISO/IEC 18004, table 10).
 * @type {((x: number, y: number) => boolean)[]}
 */
const masks = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/**
 * The QR code of a text (ISO/IEC 18004, bytes, level M): rows of dark (true) and light modules, without the quiet zone
 * of four modules that has to surround it.
 * @param {string} text  up to 2,331 bytes of UTF-8
 * @returns {boolean[][]}
 */
export function qrCode(text) {
  const { version, codewords } = encode(text);
  const candidates = masks.map((mask, number) => new Drawing(version).finish(codewords, mask, number));
  const scores = candidates.map(penalty);
  return candidates[scores.indexOf(Math.min(...scores))] ?? [];
}

class Drawing {
  #size;
  /** @type {(boolean | undefined)[][]} */
  #modules;

  /** @param {number} version */
  constructor(version) {
    const size = (this.#size = 17 + 4 * version);
    this.#modules = Array.from({ length: size }, () => new Array(size).fill(undefined));
    for (const [x, y] of /** @type {const} */ ([[3, 3], [size - 4, 3], [3, size - 4]])) this.#square(x, y, 4);
    const places = alignments(version);
    const last = places.length - 1;
    places.forEach((x, column) => places.forEach((y, row) => {
      const isFinder = (column === 0 && (row === 0 || row === last)) || (column === last && row === 0);
      if (!isFinder) this.#square(x, y, 2);
    }));
    for (let index = 8; index < size - 8; index++) {
      this.#set(6, index, index % 2 === 0);
      this.#set(index, 6, index % 2 === 0);
    }
    if (version > 6) this.#drawVersion(version);
    this.#drawFormat(0);
  }

  /**
   * @param {Uint8Array} codewords
   * @param {(x: number, y: number) => boolean} mask
   * @param {number} number  the mask's
   */
  finish(codewords, mask, number) {
    const size = this.#size;
    let next = 0;
    for (let pair = size - 1; pair > 0; pair -= 2) {
      // Column 6 is a timing line and belongs to no pair.
      if (pair === 6) pair = 5;
      const isUpward = ((pair + 1) & 2) === 0;
      for (let step = 0; step < size; step++) {
        const y = isUpward ? size - 1 - step : step;
        for (const x of [pair, pair - 1]) {
          if (this.#modules[y]?.[x] !== undefined) continue;
          const bit = ((codewords[next >> 3] ?? 0) >> (7 - (next & 7))) & 1;
          this.#set(x, y, (bit === 1) !== mask(x, y));
          next++;
        }
      }
    }
    this.#drawFormat(number);
    return this.#modules.map((row) => row.map(Boolean));
  }

  /**
   * Squares within one another, dark outside; a light one around them where the radius is 4.
   * @param {number} x
   * @param {number} y
   * @param {number} radius
   */
  #square(x, y, radius) {
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const distance = Math.max(Math.abs(dx), Math.abs(dy));
        this.#set(x + dx, y + dy, radius === 4 ? distance !== 2 && distance !== 4 : distance !== 1);
      }
    }
  }

  /**
   * Level M is 00; five bits, ten to mend them, in two places.
   * @param {number} mask
   */
  #drawFormat(mask) {
    const bits = ((mask << 10) | remainder(mask, 10, 0x537)) ^ 0x5412;
    const size = this.#size;
    for (let index = 0; index < 15; index++) {
      const isDark = ((bits >> index) & 1) === 1;
      const near = index < 6 ? index : index < 8 ? index + 1 : 14 - index;
      if (index < 8) this.#set(8, near, isDark);
      else this.#set(index === 8 ? 7 : near, 8, isDark);
      if (index < 8) this.#set(size - 1 - index, 8, isDark);
      else this.#set(8, size - 15 + index, isDark);
    }
    this.#set(8, size - 8, true);
  }

  /**
   * Six bits, twelve to mend them, in two places.
   * @param {number} version
   */
  #drawVersion(version) {
    const bits = (version << 12) | remainder(version, 12, 0x1f25);
    for (let index = 0; index < 18; index++) {
      const isDark = ((bits >> index) & 1) === 1;
      const across = this.#size - 11 + (index % 3);
      const along = Math.floor(index / 3);
      this.#set(across, along, isDark);
      this.#set(along, across, isDark);
    }
  }

  /** @param {number} x @param {number} y @param {boolean} isDark */
  #set(x, y, isDark) {
    const row = this.#modules[y];
    if (row && x >= 0 && x < this.#size) row[x] = isDark;
  }
}

/**
 * Where the alignment patterns are.
 * @param {number} version
 */
function alignments(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  const last = 10 + 4 * version;
  return [6, ...Array.from({ length: count - 1 }, (_, index) => last - (count - 2 - index) * step)];
}

/** @param {number} value @param {number} bits @param {number} divisor */
function remainder(value, bits, divisor) {
  let rest = value;
  for (let index = 0; index < bits; index++) rest = (rest << 1) ^ ((rest >> (bits - 1)) * divisor);
  return rest;
}
