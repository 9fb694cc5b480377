import { element } from "../../../base/dom.js";
import { copyButton } from "../../controls/copy_button.js";
import { icon } from "../../controls/icons.js";

/**
 * Codes that are shown once, to be copied or kept as a file.
 * @param {string[]} codes
 * @param {Pick<import("../settings.js").PageParts, "words" | "common" | "signal" | "me">} parts
 * @param {() => void} kept
 */
export function recoveryCodes(codes, { words, common, signal, me }, kept) {
  const { factor: said } = words.account;
  const list = element("ol", { class: "codes", "data-testid": "recovery-codes" });
  for (const code of codes) list.append(element("li", {}, element("code", {}, code)));
  const text = `${said.fileTitle}: ${me.agent.name}\n\n${codes.join("\n")}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  signal.addEventListener("abort", () => URL.revokeObjectURL(address), { once: true });
  const download = element(
    "a", { class: "button", href: address, download: said.file }, icon("download"), said.download
  );
  const done = element("button", { class: "button primary", type: "button", "data-testid": "kept" }, said.kept);
  done.addEventListener("click", () => {
    URL.revokeObjectURL(address);
    kept();
  });
  const copy = copyButton({ text: () => codes.join("\n"), words: common, signal });
  const keep = element("div", { class: "actions start" }, copy, download);
  return [element("p", {}, said.codesLead), list, keep, element("div", { class: "actions" }, done)];
}
