import { BrowserStorage } from "../../../base/storage.js";
import { Choice } from "../../controls/choice.js";
import { switchControl } from "../../controls/switch.js";
import { section } from "../section.js";
import { notifications } from "./notifications.js";

/**
 * What this browser keeps for itself; the desk reads the same names.
 * @param {import("../settings.js").PageParts} parts
 */
export function browserSection(parts) {
  const { words, restart } = parts;
  const { panel: said } = words.account;
  const storage = new BrowserStorage("otvet:panel:");
  const keep = (/** @type {string} */ name, /** @type {string} */ value) =>
    value === "auto" ? storage.remove(name) : storage.set(name, value);
  const language = new Choice({
    label: said.language,
    options: said.languages,
    value: oneOf(storage.get("locale"), said.languages),
    name: "language",
    changed: (value) => {
      keep("locale", value);
      restart();
    },
  });
  const theme = new Choice({
    label: said.theme,
    options: said.themes,
    value: oneOf(storage.get("theme"), said.themes),
    name: "theme",
    changed: (value) => {
      keep("theme", value);
      if (value === "auto") delete document.documentElement.dataset["theme"];
      else document.documentElement.dataset["theme"] = value;
    },
  });
  const sound = switchControl({
    label: said.sound,
    hint: said.soundHint,
    isOn: storage.get("sound") !== "off",
    name: "sound",
    changed: (isOn) => storage.set("sound", isOn ? "on" : "off"),
  });
  const letters = switchControl({
    label: said.letters,
    hint: said.lettersHint,
    isOn: storage.get("shortcuts") !== "off",
    name: "letters",
    changed: (isOn) => storage.set("shortcuts", isOn ? "on" : "off"),
  });
  return section({ title: said.title, lead: said.lead, name: "browser" }, [
    language.element, theme.element, notifications(storage, said), sound, letters,
  ]);
}

/**
 * @template {string} V
 * @param {string | null} value
 * @param {Record<V | "auto", string>} options
 * @returns {V | "auto"}
 */
function oneOf(value, options) {
  return value !== null && value in options ? /** @type {V} */ (value) : "auto";
}
