import { changeMember } from "./change_member.js";
import { nameField } from "./name_field.js";

/**
 * @param {import("../settings.js").PageParts} parts
 * @param {Staff.Account} agent
 * @param {() => void} changed
 */
export function renameMember(parts, agent, changed) {
  const { team } = parts.words;
  const field = nameField(parts);
  field.value = agent.name;
  const body = () => ({ name: field.value.trim() });
  changeMember(parts, agent, changed, { name: "rename", title: team.rename, field, body, done: team.renamed });
}
