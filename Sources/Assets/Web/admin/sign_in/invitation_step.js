import { Form } from "../controls/form.js";
import { icon } from "../controls/icons.js";
import { newPasswordField } from "../controls/password_field.js";
import { element } from "../../base/dom.js";

/** Who has come by a link chooses a password with it, and is in. */
export class InvitationStep {
  element;
  #password;

  /**
   * @param {import("./sign_in.js").EntranceParts & {
   *   secret: string, entered: (me: Staff.Me) => void, expired: () => void
   * }} parts
   */
  constructor({ api, words, common, locale, signal, secret, entered, expired }) {
    const { invitation } = words;
    this.#password = newPasswordField({ label: invitation.password, attributes: { name: "new-password" } }, common);
    const form = new Form({
      name: "invitation",
      fields: [this.#password],
      submit: invitation.submit,
      words: common,
      locale,
      signal,
      send: async () => entered(await api.post("password", { password: this.#password.value, invitation: secret })),
      explain: ({ code }) => {
        if (code === "invitation_expired") expired();
        return undefined;
      },
    });
    this.element = element("div", { class: "step" });
    this.element.append(
      element("h1", {}, invitation.title), element("p", { class: "lead" }, invitation.lead), form.element);
  }

  focus() {
    this.#password.input.focus();
  }
}

/**
 * What to do with a link that is of no use any more.
 * @param {import("./sign_in.js").EntranceParts} parts
 * @param {() => void} leave
 */
export function deadInvitation({ words: { invitation } }, leave) {
  const heading = element("h1", { tabindex: "-1" }, invitation.expired);
  const button = element(
    "button", { class: "button primary", type: "button", "data-testid": "to-sign-in" }, invitation.toSignIn
  );
  button.addEventListener("click", leave);
  const step = element("div", { class: "step", "data-testid": "expired" });
  step.append(
    element("span", { class: "medal" }, icon("warning")),
    heading,
    element(
      "p", { class: "lead" }, invitation.expiredText, " ", element("code", { dir: "ltr" }, "otvet agent reset NAME")
    ),
    element("p", { class: "lead" }, invitation.known),
    element("div", { class: "actions" }, button),
  );
  return { element: step, focus: () => heading.focus() };
}
