import { ownDocument } from "../../base/own_document.js";
import { base, nonce } from "./choices.js";
import { words } from "./words.js";

/** A frame that has not loaded by then, in milliseconds, never will. */
const limit = 5_000;

/**
 * @typedef {object} Stage  where the chat is to be drawn, and what draws it
 * @property {HTMLElement} frame  what the page sees of it
 * @property {HTMLElement} host  the element that has the look, and gets the chat's shadow root
 * @property {Widget.Start} start
 * @property {Window & typeof globalThis} window  in which the chat runs
 */

/**
 * Makes a frame and fetches the chat into it. A page that may have no frames or, as in a sandbox, can't reach into them
 * gets the chat itself.
 * @param {ShadowRoot} root
 * @param {"en" | "ru"} locale
 * @param {string} path  of the chat's module
 * @param {() => void} check  throws if the chat is not wanted any more
 * @returns {Promise<Stage>}
 */
export async function makeStage(root, locale, path, check) {
  const frame = await makeFrame(root, locale);
  check();
  const inner = frame?.contentDocument;
  const running = inner && run(inner, base + path);
  try {
    if (frame && running) {
      const host = inner.body.appendChild(inner.createElement("div"));
      return { frame, host, start: await running, window: /** @type {Stage["window"]} */ (inner.defaultView) };
    }
  } catch (error) {
    frame?.remove();
    throw error;
  }
  frame?.remove();
  const { start } = /** @type {{ start: Widget.Start }} */ (await import(base + path));
  const host = ownDocument.createElement("div");
  host.className = "frame";
  root.append(host);
  return { frame: host, host, start, window };
}

/** @param {ShadowRoot} root @param {"en" | "ru"} locale */
async function makeFrame(root, locale) {
  const frame = ownDocument.createElement("iframe");
  frame.className = "frame";
  frame.title = words[locale].chat;
  frame.allowFullscreen = true;
  const loaded = new Promise((resolve) => {
    frame.addEventListener("load", resolve);
    setTimeout(resolve, limit);
  });
  try {
    // Without a document type it would be drawn in quirks mode.
    frame.srcdoc = "<!doctype html>";
    root.append(frame);
    await loaded;
    const inner = frame.contentDocument;
    if (inner?.head) {
      inner.documentElement.lang = locale;
      inner.title = frame.title;
      inner.body.style.margin = "0";
      return frame;
    }
  } catch {
    // The page takes markup only from its own Trusted Types policy.
  }
  frame.remove();
  return undefined;
}

/**
 * Fetches the chat into a frame.
 * @param {Document} inner
 * @param {string} address
 * @returns {Promise<Widget.Start> | undefined} nothing if the page takes addresses only from its own Trusted Types policy
 */
function run(inner, address) {
  const script = inner.createElement("script");
  script.type = "module";
  script.nonce = nonce;
  try {
    script.src = address;
  } catch {
    return undefined;
  }
  return new Promise((resolve, reject) => {
    /** @type {Widget.Start | undefined} */
    let start;
    /** @type {any} */ (inner.defaultView)[Symbol.for("otvet.start")] = (/** @type {Widget.Start} */ given) => (start = given);
    script.addEventListener("load", () => (start ? resolve(start) : reject(new Error("it does not run in this browser"))));
    script.addEventListener("error", () => reject(new Error(`${address} can't be had`)));
    inner.head.append(script);
  });
}
