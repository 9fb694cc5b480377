import { icon } from "../controls/icons.js";
import { element } from "../../base/dom.js";

/**
 * @param {string} text
 * @param {() => void} back
 */
export function backButton(text, back) {
  const button = element(
    "button", { class: "button quiet back", type: "button", "data-testid": "back" }, icon("back"), text
  );
  button.addEventListener("click", back);
  return button;
}
