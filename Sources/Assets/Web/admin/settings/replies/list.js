import { ask } from "../../../look/dialogs.js";
import { element } from "../../../base/dom.js";
import { act } from "../../controls/action.js";
import { icon } from "../../controls/icons.js";
import { Draft } from "../draft.js";

/**
 * @param {import("../settings.js").PageParts} parts
 * @param {import("./replies.js").Reply[]} replies
 */
export function replyList(parts, replies) {
  const { me, words, common, head } = parts;
  const { replies: said } = words;
  const add = element(
    "a", { class: "button primary", href: "#/settings/replies/new", "data-testid": "add" }, icon("plus"), said.add
  );
  head.append(add);
  const lead = element("p", { class: "page-lead" }, said.lead);
  const draft = new Draft(me, "reply:new").value ? [unsaved(said)] : [];
  if (replies.length === 0) {
    const empty = element("div", { class: "card empty-state" }, icon("replies"), element("strong", {}, said.none));
    empty.append(element("p", {}, said.noneText));
    return [lead, ...draft, empty];
  }
  const search = element("input", {
    class: "input", type: "search", placeholder: said.search, "aria-label": said.search, "data-testid": "search",
  });
  const count = element("p", { class: "soft", role: "status" });
  const rows = element("ul", { class: "rows" });
  const nothing = element(
    "div", { class: "empty-state" }, element("strong", {}, said.nothing), element("p", {}, said.nothingText)
  );
  const all = replies.map((reply) => ({ reply, row: replyRow(parts, reply, () => removed(reply)) }));

  const draw = () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    const found = all.filter(
      ({ reply }) => [reply.shortcut, reply.title, reply.text].some(
        (text) => text.toLocaleLowerCase().includes(wanted)
      ),
    );
    rows.replaceChildren(...found.map(({ row }) => row));
    nothing.hidden = found.length > 0;
    count.textContent = said.count(found.length);
  };
  /** @param {import("./replies.js").Reply} reply */
  const removed = (reply) => {
    all.splice(all.findIndex((each) => each.reply === reply), 1);
    draw();
    search.focus();
  };
  search.addEventListener("input", draw);
  draw();
  const bar = element("div", { class: "search-bar" }, icon("search"), search);
  return [lead, ...draft, element("div", { class: "toolbar" }, bar, count), element("div", { class: "card" }, rows, nothing)];

  /** @param {typeof said} said */
  function unsaved({ newTitle, draft: text, goOn }) {
    const link = element("a", { class: "button", href: "#/settings/replies/new" }, goOn);
    const note = element(
      "div", { class: "note", "data-testid": "unsaved" }, element("span", {}, element("b", {}, newTitle), " ", text)
    );
    note.append(link);
    return note;
  }

  /**
   * @param {import("../settings.js").PageParts} parts
   * @param {import("./replies.js").Reply} reply
   * @param {() => void} gone
   */
  function replyRow({ api, place, toasts }, reply, gone) {
    const address = `#/settings/replies/${encodeURIComponent(reply.id)}`;
    const draft = new Draft(me, `reply:${reply.id}`);
    const title = element("span", { class: "title" }, element("strong", { dir: "auto" }, reply.title));
    title.append(element("code", { class: "chip", dir: "auto" }, `/${reply.shortcut}`));
    if (draft.value) title.append(element("span", { class: "chip warning" }, said.unsaved));
    const what = element(
      "div", { class: "what" }, title, element("span", { class: "soft cut", dir: "auto" }, reply.text)
    );
    const edit = element(
      "a",
      { class: "icon-button", href: address, "aria-label": said.editOf(reply.title), title: said.edit },
      icon("edit"),
    );
    const remove = element("button", {
      class: "icon-button", type: "button", "aria-label": said.removeOf(reply.title), title: said.remove,
    }, icon("remove"));
    remove.addEventListener("click", async () => {
      const question = {
        title: said.removeTitle(reply.title), text: said.removeText, confirm: said.remove, cancel: common.cancel,
      };
      if (!(await ask(place, { ...question, isDangerous: true }))) return;
      await act(remove, { toasts, common }, async () => {
        await api.ask("DELETE", `canned-replies/${encodeURIComponent(reply.id)}`);
        draft.value = undefined;
        toasts.show({ title: said.removed, kind: "good" });
        gone();
      });
    });
    return element(
      "li", { class: "row-item", "data-testid": "reply" }, what, element("span", { class: "tools" }, edit, remove)
    );
  }
}
