import { Choice } from "../../controls/choice.js";
import { Form } from "../../controls/form.js";
import { Window } from "../../controls/window.js";
import { showLink } from "./link.js";
import { loginField } from "./login_field.js";
import { nameField } from "./name_field.js";

/**
 * Makes an account, and shows the link for its agent.
 * @param {import("../settings.js").PageParts} parts
 * @param {() => void} changed
 */
export function addMember(parts, changed) {
  const { api, words, common, locale, place, signal } = parts;
  let isMade = false;
  const window = new Window({ place, title: words.team.add, words: common, signal, closed: () => isMade && changed() });
  const name = nameField(parts);
  const login = loginField(parts);
  /** @type {Choice<"agent" | "admin">} */
  const role = new Choice({
    label: words.role, options: words.roles, hints: words.roleHints, value: "agent", name: "role",
  });
  const form = new Form({
    name: "add-agent",
    fields: [name, login],
    content: [name.element, login.element, role.element],
    submit: words.team.submit,
    words: common,
    locale,
    signal,
    send: async () => {
      const invited = await api.post("agents", { name: name.value.trim(), login: login.value.trim(), role: role.value });
      isMade = true;
      showLink(parts, invited, changed, window);
    },
  });
  window.show({ content: [form.element] });
}
