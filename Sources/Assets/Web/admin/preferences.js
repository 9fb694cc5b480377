// Before anything is drawn: the theme that this browser was told to keep. "auto" or nothing is the system's.
try {
  const theme = localStorage.getItem("otvet:panel:theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden here: the system's theme it is.
}
