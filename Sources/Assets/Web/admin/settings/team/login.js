import { changeMember } from "./change_member.js";
import { loginField } from "./login_field.js";

/**
 * @param {import("../settings.js").PageParts} parts
 * @param {Staff.Account} agent
 * @param {() => void} changed
 */
export function changeLogin(parts, agent, changed) {
  const { team } = parts.words;
  const field = loginField(parts);
  field.value = agent.login ?? "";
  const body = () => ({ login: field.value.trim() });
  changeMember(parts, agent, changed, { name: "change-login", title: team.changeLogin, field, body, done: team.loginChanged });
}
