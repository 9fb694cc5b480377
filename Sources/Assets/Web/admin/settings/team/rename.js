import { Form } from "../../controls/form.js";
import { Window } from "../../controls/window.js";
import { nameField } from "./name_field.js";

/**
 * @param {import("../settings.js").PageParts} parts
 * @param {Staff.Account} agent
 * @param {() => void} changed
 */
export function renameMember(parts, agent, changed) {
  const { api, me, setMe, words, common, locale, place, toasts, signal } = parts;
  const window = new Window({ place, title: words.team.rename, words: common, signal });
  const name = nameField(parts);
  name.value = agent.name;
  const form = new Form({
    name: "rename",
    fields: [name],
    submit: words.save,
    words: common,
    locale,
    signal,
    send: async () => {
      const answer = await api.ask("PATCH", `agents/${encodeURIComponent(agent.id)}`, {
        body: { name: name.value.trim() },
      });
      if (agent.id === me.agent.id) setMe({ ...me, agent: answer.agent });
      toasts.show({ title: words.team.renamed, kind: "good" });
      window.close();
      changed();
    },
  });
  window.show({ content: [form.element] });
}
