import { Form } from "../../controls/form.js";
import { Window } from "../../controls/window.js";

/**
 * Asks in a window for one thing of a member of the team, and changes it.
 * @param {import("../settings.js").PageParts} parts
 * @param {Staff.Account} agent
 * @param {() => void} changed
 * @param {object} change
 * @param {string} change.name  of the form
 * @param {string} change.title
 * @param {import("../../controls/field.js").Field} change.field
 * @param {() => object} change.body  what the server is told
 * @param {string} change.done  what the agent is told afterwards
 */
export function changeMember(parts, agent, changed, { name, title, field, body, done }) {
  const { api, me, setMe, words, common, locale, place, toasts, signal } = parts;
  const window = new Window({ place, title, words: common, signal });
  const form = new Form({
    name,
    fields: [field],
    submit: words.save,
    words: common,
    locale,
    signal,
    send: async () => {
      const answer = await api.ask("PATCH", `agents/${encodeURIComponent(agent.id)}`, { body: body() });
      if (agent.id === me.agent.id) setMe({ ...me, agent: answer.agent });
      toasts.show({ title: done, kind: "good" });
      window.close();
      changed();
    },
  });
  window.show({ content: [form.element] });
}
