import { textField } from "../../controls/field.js";

/**
 * What an agent signs in with.
 * @param {import("../settings.js").PageParts} parts
 */
export function loginField({ words, common }) {
  return textField({
    label: words.team.login,
    hint: words.team.loginHint,
    attributes: { name: "login", maxlength: "100", autocomplete: "off", autocapitalize: "none", spellcheck: "false" },
    check: (value) => (value.trim() ? "" : common.required),
  });
}
