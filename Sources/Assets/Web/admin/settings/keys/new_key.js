import { element } from "../../../base/dom.js";
import { Choice } from "../../controls/choice.js";
import { textField } from "../../controls/field.js";
import { Form } from "../../controls/form.js";
import { secret } from "../../controls/secret.js";
import { Window } from "../../controls/window.js";

/**
 * Makes a key, and shows it once.
 * @param {import("../settings.js").PageParts} parts
 * @param {() => void} changed
 */
export function makeKey({ api, words, common, locale, place, signal }, changed) {
  const { keys: said } = words;
  let isMade = false;
  const window = new Window({ place, title: said.add, words: common, signal, closed: () => isMade && changed() });
  const name = textField({
    label: said.name,
    hint: said.nameHint,
    attributes: { name: "name", maxlength: "100", autocomplete: "off" },
    check: (value) => (value.trim() ? "" : common.required),
  });
  /** @type {Choice<"agent" | "admin">} */
  const role = new Choice({
    label: words.role, options: words.roles, hints: words.roleHints, value: "agent", name: "role",
  });
  const form = new Form({
    name: "make-key",
    fields: [name],
    content: [name.element, role.element],
    submit: said.submit,
    words: common,
    locale,
    signal,
    send: async () => {
      const made = await api.post("api-keys", { name: name.value.trim(), role: role.value });
      isMade = true;
      const done = element("button", { class: "button primary", type: "button", "data-testid": "done" }, common.done);
      done.addEventListener("click", () => window.close());
      const example = `curl -H "Authorization: Bearer $KEY" ${api.base}api/admin/me`;
      window.show({
        title: said.shownOnce,
        isLast: true,
        content: [
          element("p", {}, said.shownOnceText),
          secret({ label: said.secret, text: () => made.secret, words: common, signal }),
          element("p", {}, said.try, " ", element("code", { class: "example", dir: "ltr" }, example)),
          element("div", { class: "actions" }, done),
        ],
      });
    },
  });
  window.show({ content: [form.element] });
}
