import { element } from "../../../base/dom.js";
import { textArea, textField } from "../../controls/field.js";
import { Form } from "../../controls/form.js";
import { icon } from "../../controls/icons.js";
import { Draft } from "../draft.js";
import { filled, variables } from "./variables.js";

/** The server's limits, in UTF-16 units. */
const limits = { title: 100, text: 8000 };
const warnBelow = 500;

/**
 * Makes a reply, or changes one. What is written is kept until it is saved or discarded.
 * @param {import("../settings.js").PageParts} parts
 * @param {import("./replies.js").Reply | undefined} reply
 */
export function replyEditor({ api, me, words, common, locale, place, toasts, signal }, reply) {
  const { replies: said } = words;
  const shortcut = textField({
    label: said.shortcut,
    hint: said.shortcutHint,
    attributes: { name: "shortcut", maxlength: "32", autocomplete: "off", autocapitalize: "none", spellcheck: "false" },
    check: (value) => (/^[\p{L}\p{N}_-]+$/u.test(value.trim()) ? "" : common.problems["invalid_shortcut"] ?? ""),
  });
  const title = textField({
    label: said.title,
    attributes: { name: "title", maxlength: String(limits.title), autocomplete: "off" },
    check: (value) => (value.trim() ? "" : common.required),
  });
  const text = textArea({
    label: said.text,
    hint: said.variableHint,
    attributes: { name: "text", rows: "7" },
    check: (value) => {
      const left = limits.text - value.trim().length;
      return !value.trim() ? common.required : left < 0 ? said.left(left) : "";
    },
  });
  const fields = { shortcut, title, text };
  const names = /** @type {(keyof typeof fields)[]} */ (Object.keys(fields));
  /** @type {Draft<Record<keyof typeof fields, string>>} */
  const draft = new Draft(me, `reply:${reply?.id ?? "new"}`);
  const kept = draft.value;
  for (const name of names) fields[name].value = kept?.[name] ?? reply?.[name] ?? "";

  const bubble = element("p", { class: "bubble", dir: "auto", "data-testid": "preview" });
  const left = element("span", { class: "hint", role: "status" });
  text.element.append(left);
  const insert = element(
    "div",
    { class: "variables", role: "group", "aria-label": said.variables },
    element("span", { class: "hint" }, said.variables),
  );
  for (const name of variables) {
    const button = element("button", { class: "chip", type: "button", "data-testid": `insert-${name}` }, `{${name}}`);
    button.append(element("span", { class: "soft" }, said.variableNames[name]));
    button.addEventListener("click", () => {
      const { selectionStart, selectionEnd } = text.input;
      text.input.setRangeText(`{${name}}`, selectionStart, selectionEnd, "end");
      text.input.focus();
      text.input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    insert.append(button);
  }
  text.element.insertBefore(insert, text.row);

  const back = element("a", { class: "button quiet back", href: "#/settings/replies" }, icon("back"), said.all);
  const discard = element("button", { class: "button", type: "button", "data-testid": "discard" }, said.discard);
  const note = element("p", { class: "hint", "data-testid": "unsaved" }, said.draft);
  const isChanged = () => names.some((name) => fields[name].value !== (reply?.[name] ?? ""));
  const draw = () => {
    const remaining = limits.text - text.value.trim().length;
    left.textContent = remaining < warnBelow ? said.left(remaining) : "";
    bubble.textContent = filled(text.value, { ...said.example, agent: me.agent.name }) || "…";
    discard.hidden = note.hidden = !isChanged();
  };
  const leave = () => {
    draft.value = undefined;
    location.hash = "#/settings/replies";
  };
  discard.addEventListener("click", leave);
  const form = new Form({
    name: "reply",
    fields: [shortcut, title, text],
    submit: said.save,
    buttons: [discard],
    words: common,
    locale,
    signal,
    send: async () => {
      const body = { shortcut: shortcut.value.trim(), title: title.value.trim(), text: text.value };
      if (reply) await api.ask("PATCH", `canned-replies/${encodeURIComponent(reply.id)}`, { body });
      else await api.post("canned-replies", body);
      for (const name of names) fields[name].value = reply?.[name] ?? "";
      toasts.show({ title: said.saved, kind: "good" });
      leave();
    },
    explain: ({ code }) => {
      if (code !== "shortcut_taken") return undefined;
      shortcut.problem = common.problems["shortcut_taken"] ?? "";
      shortcut.input.focus();
      return "";
    },
  });
  form.element.addEventListener("input", () => {
    draft.value = isChanged() ? { shortcut: shortcut.value, title: title.value, text: text.value } : undefined;
    draw();
  });
  addEventListener("beforeunload", (event) => isChanged() && event.preventDefault(), { signal });
  draw();
  queueMicrotask(() => (reply ? text : shortcut).input.focus());

  const preview = element(
    "aside", { class: "card section", "aria-label": said.preview }, element("h3", {}, said.preview), bubble
  );
  const main = element(
    "section",
    { class: "card section" },
    element("h3", {}, reply ? said.editTitle : said.newTitle),
    form.element,
    note,
  );
  place.classList.add("wide");
  return element("div", { class: "editor" }, back, element("div", { class: "columns" }, main, preview));
}
