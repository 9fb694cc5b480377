import { translate } from "./translate.js";

translate({
  en: {
    title: "Luma — your account",
    menu: "Menu",
    shop: "Back to the shop",
    account: "Your account",
    lead: "What you asked us, and what we answered. Write in the shop’s chat first: this demo knows you by that.",
  },
  ru: {
    title: "Luma — личный кабинет",
    menu: "Меню",
    shop: "В магазин",
    account: "Личный кабинет",
    lead: "О чём вы спрашивали и что мы ответили. Сначала напишите в чат магазина: по нему демонстрация вас и узнаёт.",
  },
});

// The language asked for goes along.
const { lang } = document.documentElement;
for (const link of document.querySelectorAll("a")) link.href = `${link.pathname}?lang=${lang}`;
