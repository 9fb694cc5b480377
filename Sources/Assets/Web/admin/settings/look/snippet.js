import { element } from "../../../base/dom.js";
import { Choice } from "../../controls/choice.js";
import { secret } from "../../controls/secret.js";
import { section } from "../section.js";

/**
 * The line that brings the widget to a site. Its look is the server's business; what the page itself says stands there.
 * @param {import("../settings.js").PageParts} parts
 */
export function snippetSection({ api, words, common, signal }) {
  const { widget: said } = words;
  const place = element("div");
  /** @type {Choice<"auto" | "en" | "ru">} */
  const language = new Choice({
    label: said.language, options: said.languages, value: "auto", name: "snippet-language", changed: () => draw(),
  });
  const draw = () => {
    const attribute = language.value === "auto" ? "" : ` data-locale="${language.value}"`;
    const text = `<script src="${api.base}widget.js"${attribute} async></script>`;
    place.replaceChildren(secret({ label: said.snippet, text: () => text, words: common, signal }));
  };
  draw();
  return section({ title: said.snippet, lead: said.snippetLead, name: "snippet" }, [place, language.element]);
}
