import { element } from "../../../base/dom.js";
import { icon } from "../../controls/icons.js";
import { Window } from "../../controls/window.js";
import { section } from "../section.js";
import { removeFactor } from "./factor_removal.js";
import { setUpFactor } from "./factor_setup.js";

/** @param {import("../settings.js").PageParts} parts */
export function factorSection(parts) {
  const { me, words, common, place, signal } = parts;
  const { factor: said } = words.account;
  const mark = element("span", { class: "chip", "data-testid": "factor-state" });
  const button = element("button", { class: "button", type: "button", "data-testid": "factor" });
  const made = section({ title: said.title, lead: said.lead, name: "second-factor", mark });
  const draw = () => {
    const isOn = me.agent.second_factor;
    mark.className = isOn ? "chip good" : "chip";
    mark.textContent = isOn ? said.on : said.off;
    button.className = isOn ? "button danger" : "button primary";
    button.replaceChildren(icon("shield"), isOn ? said.remove : said.begin);
  };
  button.addEventListener("click", () => {
    const isOn = me.agent.second_factor;
    const window = new Window({ place, title: isOn ? said.removeTitle : said.title, words: common, signal, closed: () => {
      draw();
      button.focus();
    } });
    if (isOn) removeFactor(parts, window);
    else setUpFactor(parts, window);
  });
  draw();
  if (me.agent.can_sign_in) made.append(element("div", { class: "actions" }, button));
  else made.append(element("p", { class: "section-lead" }, said.noPassword));
  return made;
}
