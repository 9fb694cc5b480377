// The loader: all that a site includes. It draws the launcher and fetches the rest when somebody needs it.
//
//   <script src="https://desk.example/widget.js" async></script>
//
// Attributes of the element: data-locale="en|ru", data-theme="light|dark|auto", data-position="left|right",
// data-name="Who answers", data-greeting="The first words", data-accent and data-accent-end (colours),
// data-cabinet="the address of the customer's cabinet", data-token="the site's signed token of who the visitor is".
// Its only global is `window.otvet` (see widget.d.ts). What a page asks of it before it is here waits in `otvet.q`.
//
// The launcher stands beside the body, so that a page that swaps its body, or transforms it, leaves it where it is. The
// chat is drawn in a frame of its own: neither the page's styles nor its shortcuts nor what it did to built-in objects
// are there, and storage and content security policy are still the page's.

import { ownDocument } from "../base/own_document.js";
import { dataset, storagePrefix } from "./loader/choices.js";
import { Loader } from "./loader/loader.js";
import { publishAPI } from "./loader/page_api.js";

// Sites that fetch their pages by themselves may run this script again with each, and it may say who has signed in.
const registry = /** @type {Record<symbol, Loader | undefined>} */ (/** @type {unknown} */ (document));
const key = Symbol.for("otvet.widget");
if (registry[key]) registry[key].meet(dataset.token);
else start();

function start() {
  const loader = (registry[key] = new Loader());
  const answerCalls = publishAPI(loader, () => delete registry[key]);
  const begin = () => {
    loader.place();
    answerCalls();
    loader.ready();
    if (dataset.token) loader.meet(dataset.token);
    else if (isKnown()) wait(() => loader.wake());
  };
  if (ownDocument.body) begin();
  else ownDocument.addEventListener("DOMContentLoaded", begin);
}

/** Whether the visitor has been here before: something may wait for them. */
function isKnown() {
  try {
    return localStorage.getItem(`${storagePrefix}session`) !== null;
  } catch {
    // Storage is forbidden here: nobody can be known.
    return false;
  }
}

/** @param {() => void} action  for when the browser has nothing else to do */
function wait(action) {
  if ("requestIdleCallback" in window) requestIdleCallback(action);
  else setTimeout(action, 200);
}
