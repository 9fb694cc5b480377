import { ask } from "../../../look/dialogs.js";
import { element } from "../../../base/dom.js";
import { act } from "../../controls/action.js";
import { icon } from "../../controls/icons.js";
import { administratorsOnly } from "../administrators_only.js";
import { load } from "../load.js";
import { Moments } from "../moments.js";
import { makeKey } from "./new_key.js";

/**
 * @typedef {object} APIKey
 * @property {string} id
 * @property {string} name
 * @property {"agent" | "admin"} role
 * @property {"agent" | "admin"} [present_role]
 * @property {{ id: string, name: string }} [made_by]
 * @property {string} created_at
 * @property {string} [last_used_on]  a day
 */

/**
 * What programs show instead of a password.
 * @param {import("../settings.js").PageParts} parts
 */
export function keysPage(parts) {
  const { api, me, words, common, locale, place, head, toasts, signal } = parts;
  if (me.role !== "admin") return place.append(administratorsOnly(words));
  const { keys: said } = words;
  const moments = new Moments(locale);
  const list = element("div", { class: "card", "data-testid": "keys" });
  const refresh = () => load(list, parts, async () => (await api.get("api-keys", signal)).api_keys, draw);
  const add = element(
    "button", { class: "button primary", type: "button", "data-testid": "add" }, icon("plus"), said.add
  );
  add.addEventListener("click", () => makeKey(parts, () => void refresh()));

  /** @param {APIKey} key */
  const row = (key) => {
    const revoke = element(
      "button", { class: "button danger", type: "button", "aria-label": said.revokeOf(key.name) }, said.revoke
    );
    revoke.addEventListener("click", async () => {
      const question = {
        title: said.revokeTitle(key.name), text: said.revokeText, confirm: said.revoke, cancel: common.cancel,
      };
      if (!(await ask(place, { ...question, isDangerous: true }))) return;
      await act(revoke, { toasts, common }, async () => {
        await api.ask("DELETE", `api-keys/${encodeURIComponent(key.id)}`);
        toasts.show({ title: said.revoked, kind: "good" });
        void refresh();
      });
    });
    const used = key.last_used_on ? said.used(moments.date(key.last_used_on)) : said.unused;
    const day = moments.date(key.created_at);
    const made = key.made_by ? said.madeBy(key.made_by.name, day) : said.made(day);
    const what = element("div", { class: "what" }, element("strong", { dir: "auto" }, key.name));
    what.append(
      element(
        "span", { class: "soft" }, `${words.roles[key.role]} · ${made} · ${used}`
      ),
    );
    if (key.present_role !== key.role) {
      what.append(element("span", { class: "chip warning" }, key.present_role ? said.lessened : said.ended));
    }
    return element(
      "li",
      { class: "row-item", "data-id": key.id, "data-testid": "key" },
      element("span", { class: "medal" }, icon("keys")),
      what,
      revoke,
    );
  };
  /** @param {APIKey[]} keys */
  const draw = (keys) => {
    if (keys.length > 0) return [element("ul", { class: "rows" }, ...keys.map(row))];
    return [element(
      "div", { class: "empty-state" }, icon("keys"), element("strong", {}, said.none), element("p", {}, said.noneText)
    )];
  };
  head.append(add);
  place.append(element("p", { class: "page-lead" }, said.lead), list);
  void refresh();
}
