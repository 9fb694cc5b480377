import { element } from "../../base/dom.js";
import { icon } from "../controls/icons.js";

/**
 * What agents see of a page that is not for them.
 * @param {import("./words.js").SettingsWords} words
 */
export function administratorsOnly(words) {
  const said = element("div", { class: "card empty-state", "data-testid": "administrators-only" });
  said.append(icon("lock"), element("strong", {}, words.administratorsOnly), element("p", {}, words.ask));
  return said;
}
