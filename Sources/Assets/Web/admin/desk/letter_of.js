/**
 * What a key means: the letter on it where the layout has others, as the Russian one does.
 * @param {KeyboardEvent} event
 */
export function letterOf({ key, code, shiftKey }) {
  if (key.length !== 1 || /[!-~]/.test(key)) return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  return letter === undefined ? key : shiftKey ? letter : letter.toLowerCase();
}
