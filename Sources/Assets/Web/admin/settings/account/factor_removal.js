import { element } from "../../../base/dom.js";
import { codeField } from "../../controls/field.js";
import { Form } from "../../controls/form.js";
import { passwordField } from "../../controls/password_field.js";

/**
 * Password and code together switch the second factor off.
 * @param {import("../settings.js").PageParts} parts
 * @param {import("../../controls/window.js").Window} window
 */
export function removeFactor({ api, me, setMe, words, common, locale, toasts, signal }, window) {
  const { factor: said } = words.account;
  const password = passwordField({ label: said.password, attributes: { name: "password" } }, common);
  const code = codeField({
    label: said.removeCode,
    attributes: { name: "code" },
    check: (value) => (value.trim() ? "" : common.required),
  });
  const form = new Form({
    name: "factor-removal",
    fields: [password, code],
    submit: said.remove,
    isDangerous: true,
    words: common,
    locale,
    signal,
    send: async () => {
      await api.ask("DELETE", "totp", { body: { password: password.value, code: code.value.trim() } });
      setMe({ ...me, agent: { ...me.agent, second_factor: false } });
      toasts.show({ title: said.removed, kind: "good" });
      window.close();
    },
    explain: (error) => (error.code === "sign_in_refused" ? said.refused : undefined),
  });
  window.show({ content: [element("p", {}, said.removeText), form.element] });
}
