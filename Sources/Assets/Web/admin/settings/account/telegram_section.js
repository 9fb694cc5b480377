import { element } from "../../../base/dom.js";
import { codeField } from "../../controls/field.js";
import { Form } from "../../controls/form.js";
import { icon } from "../../controls/icons.js";
import { load } from "../load.js";
import { section } from "../section.js";
import { botName } from "../../sign_in/bot_step.js";

/** @param {import("../settings.js").PageParts} parts */
export function telegramSection(parts) {
  const { api, me, words, common, locale, toasts, signal, setMe } = parts;
  const { telegram: said } = words.account;
  const mark = element("span", { class: "chip", "data-testid": "telegram-state" });
  const body = element("div", { class: "section-body" });
  const made = section({ title: said.title, name: "telegram", mark }, [body]);

  const draw = () => {
    const isLinked = me.agent.telegram;
    mark.className = isLinked ? "chip good" : "chip";
    mark.textContent = isLinked ? said.linked : said.notLinked;
    if (isLinked) return body.replaceChildren(lead(said.isLinked));
    void load(
      body, parts, () => api.get("sign-in", signal), ({ telegram_url: url }) => (url ? link(url) : [lead(said.off)])
    );
  };
  const lead = (/** @type {string} */ text) => element("p", { class: "section-lead" }, text);
  /** @param {string} url */
  const link = (url) => {
    const code = codeField({
      label: said.code,
      attributes: { name: "telegram-code", placeholder: "ABCD-EFGH" },
      check: (value) => (value.trim() ? "" : common.required),
    });
    const open = element("a", { class: "button", href: url, target: "_blank", rel: "noopener noreferrer" });
    open.append(icon("telegram"), said.button);
    const form = new Form({
      name: "link-telegram",
      fields: [code],
      submit: said.submit,
      words: common,
      locale,
      signal,
      send: async () => {
        setMe(await api.post("telegram", { telegram_code: code.value.trim() }));
        toasts.show({ title: said.done, kind: "good" });
        draw();
      },
      explain: (error) => (error.code === "invalid_code" ? said.wrong : undefined),
    });
    return [lead(said.lead), lead(said.open(botName(url))), element("div", { class: "actions start" }, open), form.element];
  };
  draw();
  return made;
}
