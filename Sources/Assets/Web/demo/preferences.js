// Runs before the page is drawn: the language asked for in the address, or else the browser's.
{
  const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language;
  document.documentElement.lang = asked.toLowerCase().startsWith("ru") ? "ru" : "en";
}
