import { element } from "../../../base/dom.js";
import { codeField } from "../../controls/field.js";
import { Form } from "../../controls/form.js";
import { passwordField } from "../../controls/password_field.js";
import { secret } from "../../controls/secret.js";
import { qrPicture } from "../qr/qr_picture.js";
import { recoveryCodes } from "./recovery_codes.js";

/**
 * Password, then the app's secret and its first code, then the recovery codes.
 * @param {import("../settings.js").PageParts} parts
 * @param {import("../../controls/window.js").Window} window
 */
export function setUpFactor({ api, me, setMe, words, common, locale, toasts, signal }, window) {
  const { factor: said } = words.account;
  const shared = { words: common, locale, signal };

  const password = passwordField(
    { label: said.password, hint: said.passwordHint, attributes: { name: "password" } }, common
  );
  const begin = new Form({
    ...shared,
    name: "factor-password",
    fields: [password],
    submit: said.next,
    send: async () => showSecret(await api.post("totp", { password: password.value })),
    explain: ({ code }) => (code === "sign_in_refused" ? said.wrongPassword : undefined),
  });
  window.show({ content: [begin.element] });

  /** @param {{ secret: string, otpauth_uri: string }} begun */
  function showSecret(begun) {
    const code = codeField({
      label: said.code,
      attributes: { name: "code", inputmode: "numeric", maxlength: "7", placeholder: "000000" },
      check: (value) => (/^\d{3} ?\d{3}$/.test(value.trim()) ? "" : common.problems["invalid_code"] ?? ""),
    });
    const confirm = new Form({
      ...shared,
      name: "factor-code",
      fields: [code],
      submit: said.confirm,
      send: async () => {
        const { recovery_codes: codes } = await api.post("totp", { code: code.value.trim() });
        setMe({ ...me, agent: { ...me.agent, second_factor: true } });
        toasts.show({ title: said.done, kind: "good" });
        window.show({
          title: said.codesTitle,
          isLast: true,
          content: recoveryCodes(codes, { words, common, signal, me }, () => window.close()),
        });
      },
    });
    const grouped = begun.secret.replace(/(.{4})(?=.)/g, "$1 ");
    const key = element("div", { class: "label" }, element("span", {}, said.orType));
    key.append(secret({ label: said.orType, text: () => grouped, words: common, signal }));
    const picture = qrPicture(begun.otpauth_uri, said.picture);
    window.show({ content: [element("p", {}, said.scan), picture, key, confirm.element] });
  }
}
