// Arithmetic in the field of 256 elements of ISO/IEC 18004 (polynomial 0x11d, generator 2).

const exponents = new Uint8Array(255);
const logarithms = new Uint8Array(256);
for (let power = 0, value = 1; power < 255; power++) {
  exponents[power] = value;
  logarithms[value] = power;
  value = value < 128 ? value << 1 : (value << 1) ^ 0x11d;
}

/** @param {number} a @param {number} b */
function product(a, b) {
  return a && b ? exponents[((logarithms[a] ?? 0) + (logarithms[b] ?? 0)) % 255] ?? 0 : 0;
}

/**
 * The polynomial with the roots 2⁰, 2¹, …, without its leading 1.
 * @param {number} degree
 */
function generator(degree) {
  const result = new Uint8Array(degree);
  result[degree - 1] = 1;
  for (let step = 0; step < degree; step++) {
    const root = exponents[step] ?? 0;
    for (let index = 0; index < degree; index++) {
      result[index] = product(result[index] ?? 0, root) ^ (result[index + 1] ?? 0);
    }
  }
  return result;
}

/**
 * What is added to a block so that a reader can mend it (Reed–Solomon).
 * @param {Uint8Array} block
 * @param {number} count
 */
export function corrections(block, count) {
  const divisor = generator(count);
  const rest = new Uint8Array(count);
  for (const byte of block) {
    const factor = byte ^ (rest[0] ?? 0);
    rest.copyWithin(0, 1);
    rest[count - 1] = 0;
    for (let index = 0; index < count; index++) {
      rest[index] = (rest[index] ?? 0) ^ product(divisor[index] ?? 0, factor);
    }
  }
  return rest;
}
