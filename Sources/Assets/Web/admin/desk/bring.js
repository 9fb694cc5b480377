import { APIError, call } from "../../base/call.js";
import { element } from "../../base/dom.js";
import { upload } from "../../chat/files/upload.js";
import { deskIcon } from "./icons.js";

/**
 * A button that brings a file which Telegram does not give to bots: the agent has it, and the customer gets it then.
 * @param {Wire.Attachment} attachment
 * @param {object} parts
 * @param {Staff.Parts["api"]} parts.api
 * @param {Staff.Words} parts.words
 * @param {Staff.Parts["toasts"]} parts.toasts
 * @param {(problem: Wire.Problem) => string} parts.reason
 * @param {AbortSignal} parts.signal
 */
export function bringButton({ id, name }, { api, words, toasts, reason, signal }) {
  const url = `${api.base}api/bring/${id}`;
  const text = element("span", {}, words.bring);
  const button = element("button", { type: "button", class: "button bring", "data-testid": "bring" });
  button.append(deskIcon("upload"), text);
  const picker = element("input", { type: "file", hidden: "", tabindex: "-1" });
  /** @param {APIError} error */
  const tell = (error) =>
    toasts.show({ title: words.bringFailed, text: error.status === 404 ? words.bringOver : reason(error), kind: "bad" });
  /** @param {File} file */
  const send = async (file) => {
    button.setAttribute("aria-busy", "true");
    try {
      const to = `${url}?name=${encodeURIComponent(file.name)}`;
      await upload(to, undefined, file, signal, (part) => (text.textContent = words.bringing(Math.round(part * 100))));
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      tell(error);
    }
    button.removeAttribute("aria-busy");
    text.textContent = words.bring;
  };
  button.addEventListener("click", async () => {
    // One that is disabled would lose the focus.
    if (button.getAttribute("aria-busy") === "true") return;
    try {
      await call("GET", url, { signals: [signal], credentials: "same-origin" });
      picker.click();
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      tell(error);
    }
  });
  picker.addEventListener("change", () => {
    const [file] = picker.files ?? [];
    if (file) void send(file);
    picker.value = "";
  });
  button.title = name ?? "";
  return element("div", { class: "bring-row" }, button, picker);
}
