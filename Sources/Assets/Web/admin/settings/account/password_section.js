import { element } from "../../../base/dom.js";
import { Form } from "../../controls/form.js";
import { newPasswordField, passwordField } from "../../controls/password_field.js";
import { section } from "../section.js";

/** @param {import("../settings.js").PageParts} parts */
export function passwordSection({ api, me, words, common, locale, toasts, signal }) {
  const { password: said } = words.account;
  const made = section({ title: said.title, lead: me.agent.can_sign_in ? said.lead : said.none, name: "password" });
  if (!me.agent.can_sign_in) return made;
  const current = passwordField({ label: said.current, attributes: { name: "current" } }, common);
  const next = newPasswordField({ label: said.next, attributes: { name: "next" } }, common);
  // Password managers have to know whose password is changed.
  const name = element("input", {
    type: "text", autocomplete: "username", hidden: "", tabindex: "-1", value: me.agent.name,
  });
  const form = new Form({
    name: "change-password",
    fields: [current, next],
    content: [name, current.element, next.element],
    submit: said.submit,
    words: common,
    locale,
    signal,
    explain: ({ code }) => {
      if (code !== "sign_in_refused") return undefined;
      current.problem = said.wrong;
      current.input.focus();
      return "";
    },
    send: async () => {
      await api.post("password", { current: current.value, password: next.value });
      form.reset();
      toasts.show({ title: said.done, text: said.doneText, kind: "good" });
      made.dispatchEvent(new CustomEvent("sessions-changed", { bubbles: true }));
    },
  });
  made.append(form.element);
  return made;
}
