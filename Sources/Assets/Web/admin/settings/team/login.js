import { Form } from "../../controls/form.js";
import { Window } from "../../controls/window.js";
import { loginField } from "./login_field.js";

/**
 * @param {import("../settings.js").PageParts} parts
 * @param {Staff.Account} agent
 * @param {() => void} changed
 */
export function changeLogin(parts, agent, changed) {
  const { api, me, setMe, words, common, locale, place, toasts, signal } = parts;
  const window = new Window({ place, title: words.team.changeLogin, words: common, signal });
  const login = loginField(parts);
  login.value = agent.login ?? "";
  const form = new Form({
    name: "change-login",
    fields: [login],
    submit: words.save,
    words: common,
    locale,
    signal,
    send: async () => {
      const answer = await api.ask("PATCH", `agents/${encodeURIComponent(agent.id)}`, {
        body: { login: login.value.trim() },
      });
      if (agent.id === me.agent.id) setMe({ ...me, agent: answer.agent });
      toasts.show({ title: words.team.loginChanged, kind: "good" });
      window.close();
      changed();
    },
  });
  window.show({ content: [form.element] });
}
