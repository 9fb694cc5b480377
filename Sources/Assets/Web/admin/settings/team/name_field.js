import { textField } from "../../controls/field.js";

/**
 * What an agent is called.
 * @param {import("../settings.js").PageParts} parts
 */
export function nameField({ words, common }) {
  return textField({
    label: words.team.name,
    hint: words.team.nameHint,
    attributes: { name: "name", maxlength: "100", autocomplete: "off" },
    check: (value) => (value.trim() ? "" : common.required),
  });
}
