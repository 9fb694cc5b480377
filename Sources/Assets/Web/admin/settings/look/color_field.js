import { element } from "../../../base/dom.js";
import { textField } from "../../controls/field.js";
import { contrastWithWhite, darkened, isColor, least } from "./contrast.js";

/**
 * A colour, picked or typed, with how well white can be read on it.
 * @param {object} parts
 * @param {string} parts.label
 * @param {string} [parts.hint]
 * @param {string} parts.name
 * @param {number} parts.ratio  the least contrast of white
 * @param {import("../words.js").SettingsWords["widget"]} parts.said
 * @param {string} parts.locale
 */
export function colorField({ label, hint, name, ratio, said, locale }) {
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  // Rounded down, so that what is too little never looks like enough.
  const text = (/** @type {number} */ value) => number.format(Math.floor(value * 10) / 10);
  const field = textField({
    label,
    ...(hint && { hint }),
    attributes: { name, maxlength: "7", spellcheck: "false", autocomplete: "off", class: "input hex", dir: "ltr" },
    check: (value) => (!isColor(value) ? said.hex : contrastWithWhite(value) < ratio ? said.tooLittle(text(ratio)) : ""),
  });
  const picker = element("input", { type: "color", "aria-label": label, tabindex: "-1" });
  const measured = element("span", { class: "contrast", role: "status", "data-testid": `contrast-${name}` });
  const darker = element(
    "button", { class: "button quiet", type: "button", "data-testid": `darker-${name}` }, said.darker
  );
  const set = (/** @type {string} */ color) => {
    field.value = color;
    field.input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  picker.addEventListener("input", (event) => {
    event.stopPropagation();
    set(picker.value);
  });
  darker.addEventListener("click", () => {
    set(darkened(field.value, ratio));
    field.input.focus();
  });
  const draw = () => {
    const isRight = isColor(field.value);
    const contrast = isRight ? contrastWithWhite(field.value) : 0;
    if (isRight) picker.value = field.value.toLowerCase();
    const verdict = contrast < ratio ? said.tooLittle(text(ratio)) : contrast < least.accent ? said.enoughIfLarge : said.enough;
    measured.textContent = isRight ? `${said.contrast(text(contrast))}, ${verdict}` : said.hex;
    measured.dataset["enough"] = String(contrast >= ratio);
    darker.hidden = !isRight || contrast >= ratio;
  };
  field.input.addEventListener("input", draw);
  field.row.prepend(picker);
  field.element.append(measured, darker);
  return { field, draw };
}
