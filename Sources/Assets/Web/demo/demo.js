import { translate } from "./translate.js";

translate({
  en: {
    title: "Otvet demo",
    what: "A visitor writes on a website, staff answer from Telegram.",
    sides: "Sides of the conversation",
    visitor: "Visitor",
    staff: "Staff",
    language: "Language",
    writeHere: "Write here.",
    writeHow: "Open the chat in the corner and ask something, as a customer would.",
    answerThere: "Answer there.",
    answerHow: "A topic appears in the support group. Answer in it, and the visitor sees it at once.",
    shopFrame: "A shop with the chat",
    telegramFrame: "A simulated Telegram group",
    telegramBar: "Telegram, simulated",
    missing: "Otvet is connected to the real Telegram. Answer in your support group.",
  },
  ru: {
    title: "Otvet: демонстрация",
    what: "Посетитель пишет на сайте, сотрудники отвечают из Telegram.",
    sides: "Стороны разговора",
    visitor: "Посетитель",
    staff: "Сотрудник",
    language: "Язык",
    writeHere: "Напишите здесь.",
    writeHow: "Откройте чат в углу и спросите что-нибудь, как покупатель.",
    answerThere: "Ответьте там.",
    answerHow: "В группе поддержки появится тема. Ответьте в ней — посетитель увидит ответ сразу.",
    shopFrame: "Магазин с чатом",
    telegramFrame: "Имитация группы Telegram",
    telegramBar: "Telegram (имитация)",
    missing: "Otvet подключён к настоящему Telegram. Отвечайте в своей группе поддержки.",
  },
});

const { lang } = document.documentElement;
for (const link of document.querySelectorAll(".languages a")) {
  if (link.getAttribute("lang") === lang) link.setAttribute("aria-current", "true");
}

/**
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} type
 * @returns {T}
 */
function find(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`#${id} is missing`);
  return found;
}

find("shop-frame", HTMLIFrameElement).src = `/demo/shop.html?lang=${lang}`;

/** @type {{ telegram_url: string | null }} */
const { telegram_url: telegram } = await fetch("/demo/config.json").then((response) => response.json());
if (telegram) {
  const address = new URL(telegram);
  address.searchParams.set("lang", lang);
  find("telegram-frame", HTMLIFrameElement).src = address.href;
} else {
  find("telegram-frame", HTMLIFrameElement).remove();
  find("telegram-missing", HTMLElement).hidden = false;
}

// On a phone one side shows at a time.
for (const side of ["shop", "telegram"]) {
  find(`tab-${side}`, HTMLButtonElement).addEventListener("click", () => {
    document.body.dataset.shown = side;
    for (const tab of document.querySelectorAll("[role=tab]")) {
      tab.setAttribute("aria-selected", String(tab.id === `tab-${side}`));
    }
  });
}
