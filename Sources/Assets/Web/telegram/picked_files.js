/** Files of one album (sendMediaGroup). */
const largestAlbum = 10;
const pictures = ["image/jpeg", "image/png", "image/webp", "video/mp4"];
/** What an app sends by itself: GIFs, voice messages and music. */
const alone = ["image/gif", "audio/ogg", "audio/mpeg", "audio/mp4", "audio/x-m4a"];

/**
 * Picked files as they are sent: pictures together, other files together, the rest one by one.
 *
 * @param {File[]} files
 * @returns {File[][]}
 */
export function albums(files) {
  const single = files.filter((file) => alone.includes(kind(file)));
  const seen = files.filter((file) => pictures.includes(kind(file)));
  const others = files.filter((file) => !single.includes(file) && !seen.includes(file));
  return [...parts(seen), ...parts(others), ...single.map((file) => [file])];
}

/** @param {File} file */
const kind = (file) => file.type.split(";")[0] ?? "";

/** @param {File[]} files */
function parts(files) {
  const result = [];
  for (let start = 0; start < files.length; start += largestAlbum) result.push(files.slice(start, start + largestAlbum));
  return result;
}
