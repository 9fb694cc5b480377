/**
 * Works out what the server asks strangers for while very many come: a number with which the text hashes to something
 * that begins with so many zero bits. Beside the page if the browser lets it, else in slices too short to be felt.
 * @param {{ text: string, bits: number }} challenge
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
export function solve(challenge, signal) {
  return besideThePage(challenge, signal).catch(() => inSlices(challenge, signal));
}

/**
 * A host page's content security policy may forbid it.
 * @param {{ text: string, bits: number }} challenge
 * @param {AbortSignal} signal
 * @returns {Promise<string>}
 */
function besideThePage({ text, bits }, signal) {
  const source = `const search = (${searcher})(${JSON.stringify(text)}, ${Number(bits)});
    let found;
    while (found === undefined) found = search(50000);
    postMessage(found);`;
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  return new Promise((resolve, reject) => {
    const worker = new Worker(url);
    const end = (/** @type {() => void} */ settle) => {
      worker.terminate();
      settle();
    };
    worker.onmessage = ({ data }) => end(() => resolve(data));
    worker.onerror = (event) => {
      event.preventDefault();
      end(() => reject(new Error("otvet: no worker")));
    };
    signal.addEventListener("abort", () => end(() => reject(signal.reason)));
  }).finally(() => URL.revokeObjectURL(url));
}

/**
 * @param {{ text: string, bits: number }} challenge
 * @param {AbortSignal} signal
 */
async function inSlices({ text, bits }, signal) {
  const search = searcher(text, bits);
  while (!signal.aborted) {
    const start = performance.now();
    while (performance.now() - start < 8) {
      const found = search(200);
      if (found !== undefined) return found;
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  throw signal.reason;
}

/**
 * Makes what tries so many numbers, and returns the right one if it was among them. It brings its own SHA-256 (FIPS
 * 180-4), since browsers lend theirs to pages with TLS alone, and asks for nothing around it, so that a worker can be
 * made of its source.
 * @param {string} text  ASCII
 * @param {number} bits
 */
export function searcher(text, bits) {
  const constants = new Int32Array(64);
  const initial = new Int32Array(8);
  for (let prime = 2, count = 0; count < 64; prime++) {
    let isPrime = true;
    for (let factor = 2; factor * factor <= prime; factor++) if (prime % factor === 0) isPrime = false;
    if (!isPrime) continue;
    const root = prime ** (1 / 3);
    constants[count] = (root - Math.floor(root)) * 2 ** 32;
    if (count < 8) initial[count] = (Math.sqrt(prime) % 1) * 2 ** 32;
    count++;
  }
  const words = new Int32Array(64);
  const at = (/** @type {Int32Array | Uint8Array} */ array, /** @type {number} */ index) => array[index] ?? 0;

  /** @param {Int32Array} state @param {Uint8Array} bytes @param {number} offset */
  const compress = (state, bytes, offset) => {
    for (let i = 0; i < 16; i++) {
      const from = offset + 4 * i;
      words[i] = (at(bytes, from) << 24) | (at(bytes, from + 1) << 16) | (at(bytes, from + 2) << 8) | at(bytes, from + 3);
    }
    for (let i = 16; i < 64; i++) {
      const x = at(words, i - 15);
      const y = at(words, i - 2);
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      words[i] = at(words, i - 16) + s0 + at(words, i - 7) + s1;
    }
    let a = at(state, 0);
    let b = at(state, 1);
    let c = at(state, 2);
    let d = at(state, 3);
    let e = at(state, 4);
    let f = at(state, 5);
    let g = at(state, 6);
    let h = at(state, 7);
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(constants, i) + at(words, i)) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] = at(state, 0) + a;
    state[1] = at(state, 1) + b;
    state[2] = at(state, 2) + c;
    state[3] = at(state, 3) + d;
    state[4] = at(state, 4) + e;
    state[5] = at(state, 5) + f;
    state[6] = at(state, 6) + g;
    state[7] = at(state, 7) + h;
  };

  // All blocks of the text but the last are the same for every number.
  const prefix = `${text}:`;
  const whole = prefix.length - (prefix.length % 64);
  const before = initial.slice();
  const head = Uint8Array.from(prefix, (letter) => letter.charCodeAt(0));
  for (let offset = 0; offset < whole; offset += 64) compress(before, head, offset);
  const rest = head.slice(whole);
  const tail = new Uint8Array(128);
  const state = new Int32Array(8);
  let number = 0;

  return (/** @type {number} */ count) => {
    for (let i = 0; i < count; i++, number++) {
      const digits = String(number);
      const length = rest.length + digits.length;
      const size = length + 9 > 64 ? 128 : 64;
      tail.fill(0);
      tail.set(rest);
      for (let j = 0; j < digits.length; j++) tail[rest.length + j] = digits.charCodeAt(j);
      tail[length] = 0x80;
      const total = (whole + length) * 8;
      tail[size - 2] = total >>> 8;
      tail[size - 1] = total;
      state.set(before);
      compress(state, tail, 0);
      if (size === 128) compress(state, tail, 64);
      if (Math.clz32(at(state, 0)) >= bits) return digits;
    }
    return undefined;
  };
}
