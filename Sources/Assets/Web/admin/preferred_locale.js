/** The language of the panel: what this browser was told to keep, else what it prefers. */
export function preferredLocale() {
  let kept = null;
  try {
    kept = localStorage.getItem("otvet:panel:locale");
  } catch {
    // Storage is forbidden here: the browser's own language it is.
  }
  const known = [kept, ...navigator.languages].map((tag) => (tag ?? "").slice(0, 2));
  return known.find((tag) => tag === "ru" || tag === "en") === "ru" ? "ru" : "en";
}
