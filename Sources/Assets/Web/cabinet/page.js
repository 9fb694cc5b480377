// The cabinet as a page of its own, to which a site links with its customer's token behind "#token=".

import { tag } from "./cabinet.js";

const beginning = "#token=";

/** The token in the address, which is taken out: neither the history nor whoever looks at the address may have it. */
function take() {
  const { hash, pathname, search } = location;
  if (!hash.startsWith(beginning)) return undefined;
  history.replaceState(null, "", pathname + search);
  const token = hash.slice(beginning.length);
  try {
    return decodeURIComponent(token);
  } catch {
    // The server says what is wrong with it.
    return token;
  }
}

const token = take();

const query = new URLSearchParams(location.search);
const lang = [query.get("lang"), ...navigator.languages]
  .map((tag) => (tag ?? "").slice(0, 2))
  .find((tag) => tag === "ru" || tag === "en");
document.documentElement.lang = lang === "ru" ? "ru" : "en";

const cabinet = document.createElement(tag);
cabinet.dataset.page = "";
if (token) cabinet.setAttribute("token", token);
// The site's link may be followed in the very tab. Listens before the cabinet does, which must not see the token.
addEventListener("hashchange", () => {
  const next = take();
  if (next) cabinet.setAttribute("token", next);
});
const whole = document.createElement("main");
whole.append(cabinet);
document.body.replaceChildren(whole);
