/**
 * How hard a code is to read (ISO/IEC 18004, 7.8.3): runs, squares, what looks like a finder, and too much of one shade.
 * @param {boolean[][]} modules
 */
export function penalty(modules) {
  const size = modules.length;
  const columns = modules.map((_, x) => modules.map((row) => row[x] ?? false));
  let result = 0;
  for (const line of [...modules, ...columns]) result += runs(line) + finders(line);
  for (let y = 0; y + 1 < size; y++) {
    for (let x = 0; x + 1 < size; x++) {
      const isDark = modules[y]?.[x];
      if (isDark === modules[y]?.[x + 1] && isDark === modules[y + 1]?.[x] && isDark === modules[y + 1]?.[x + 1]) {
        result += 3;
      }
    }
  }
  const dark = modules.flat().filter(Boolean).length;
  return result + 10 * Math.floor(Math.abs(20 * dark - 10 * size * size) / (size * size));
}

/**
 * Five of one shade cost 3, each further one 1.
 * @param {boolean[]} line
 */
function runs(line) {
  let result = 0;
  let length = 0;
  line.forEach((isDark, index) => {
    length = index > 0 && isDark === line[index - 1] ? length + 1 : 1;
    if (length === 5) result += 3;
    else if (length > 5) result += 1;
  });
  return result;
}

/**
 * Dark 1 : 1 : 3 : 1 : 1 with four light modules at a side; beyond the edge it is light.
 * @param {boolean[]} line
 */
function finders(line) {
  const text = `0000${line.map((isDark) => (isDark ? 1 : 0)).join("")}0000`;
  let result = 0;
  for (let at = text.indexOf("1011101"); at >= 0; at = text.indexOf("1011101", at + 1)) {
    if (text.slice(at - 4, at) === "0000") result += 40;
    if (text.slice(at + 7, at + 11) === "0000") result += 40;
  }
  return result;
}
