import { element } from "../../../base/dom.js";
import { secret } from "../../controls/secret.js";
import { Window } from "../../controls/window.js";
import { Moments } from "../moments.js";

/**
 * @typedef {object} Invited
 * @property {Staff.Account} agent
 * @property {{ token: string, url?: string, expires_at: string }} invitation
 */

/**
 * Shows a one-time link and says what to do with it.
 * @param {import("../settings.js").PageParts} parts
 * @param {Invited} invited
 * @param {() => void} closed
 * @param {Window} [window]  one that is open already
 */
export function showLink(parts, { agent, invitation }, closed, window) {
  const { api, words, common, locale, place, signal } = parts;
  const { team: said } = words;
  // Without an address of its own the desk is where this page is.
  const address = invitation.url ?? `${api.base}admin#invitation=${invitation.token}`;
  const shown = window ?? new Window({ place, title: "", words: common, signal, closed });
  const done = element("button", { class: "button primary", type: "button", "data-testid": "done" }, common.done);
  done.addEventListener("click", () => shown.close());
  shown.show({
    title: said.linkTitle(agent.name),
    isLast: true,
    content: [
      element("p", {}, said.linkLead),
      secret({ label: said.link, text: () => address, words: common, signal }),
      ...(agent.login ? [element("p", { "data-testid": "login" }, said.linkLogin(agent.login))] : []),
      element("p", {}, said.linkEnds(new Moments(locale).full(invitation.expires_at))),
      element("div", { class: "actions" }, done),
    ],
  });
}
