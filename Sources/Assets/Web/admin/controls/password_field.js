import { element } from "../../base/dom.js";
import { Field } from "./field.js";
import { icon } from "./icons.js";
import { Strength } from "./strength.js";

/** The server's bounds of a new password, in characters. */
const lengths = { least: 10, most: 256 };

/**
 * A password that can be shown while it is typed.
 * @param {import("./field.js").FieldParts} parts
 * @param {import("./words.js").ControlWords} words
 */
export function passwordField({ attributes, ...parts }, words) {
  const input = element("input", { type: "password" });
  const field = new Field({
    input,
    check: (value) => (value ? "" : words.required),
    attributes: { autocomplete: "current-password", spellcheck: "false", autocapitalize: "none", ...attributes },
    ...parts,
  });
  const toggle = element("button", { class: "icon-button", type: "button", "data-testid": "show-password" });
  const draw = () => {
    const isShown = input.type === "text";
    toggle.replaceChildren(icon(isShown ? "hide" : "show"));
    toggle.setAttribute("aria-label", isShown ? words.hidePassword : words.showPassword);
  };
  toggle.addEventListener("click", () => {
    input.type = input.type === "password" ? "text" : "password";
    draw();
  });
  draw();
  field.row.classList.add("with-button");
  field.row.append(toggle);
  return field;
}

/**
 * A password to be chosen. It can be shown, so it is asked for once.
 * @param {import("./field.js").FieldParts} parts
 * @param {import("./words.js").ControlWords} words
 */
export function newPasswordField(parts, words) {
  const length = (/** @type {string} */ value) => [...value].length;
  const strength = new Strength({ words, lengths });
  const field = passwordField({
    ...parts,
    attributes: { autocomplete: "new-password", ...parts.attributes },
    check: (value) => {
      const problem = length(value) < lengths.least ? words.strength.short(lengths.least - length(value))
        : length(value) > lengths.most ? words.strength.long
        : "";
      strength.leave(problem);
      return problem;
    },
  }, words);
  field.element.append(strength.element);
  field.input.addEventListener("input", () => strength.show(length(field.value)));
  return field;
}
