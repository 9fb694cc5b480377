import { element } from "../../../base/dom.js";

/** Pairs on which white can be read. */
const colors = /** @type {const} */ ([
  ["#6050ba", "#8b5cf6"],
  ["#1d4ed8", "#3b82f6"],
  ["#0f766e", "#0d9488"],
  ["#166534", "#16a34a"],
  ["#9a3412", "#ea580c"],
  ["#9d174d", "#db2777"],
  ["#1f2937", "#4b5563"],
]);

/**
 * Colours to begin with.
 * @param {import("../words.js").SettingsWords["widget"]} said
 * @param {(accent: string, end: string) => void} choose
 */
export function presets(said, choose) {
  const row = element("div", { class: "swatches" });
  const made = element(
    "div", { class: "label", role: "group", "aria-label": said.presets }, element("span", {}, said.presets), row
  );
  const buttons = colors.map(([accent, end], index) => {
    const name = said.presetNames[index] ?? accent;
    const button = element("button", {
      class: "swatch", type: "button", "aria-label": name, title: name, "data-testid": `preset-${index}`,
    });
    button.style.setProperty("--swatch", `linear-gradient(135deg, ${accent}, ${end})`);
    button.addEventListener("click", () => choose(accent, end));
    row.append(button);
    return { button, accent, end };
  });
  /** Marks the one that holds. */
  const mark = (/** @type {string} */ first, /** @type {string} */ second) => {
    for (const { button, accent, end } of buttons) {
      button.setAttribute("aria-pressed", String(accent === first.toLowerCase() && end === second.toLowerCase()));
    }
  };
  return { element: made, mark };
}
