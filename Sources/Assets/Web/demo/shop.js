import { translate } from "./translate.js";

translate({
  en: {
    title: "Luma — lamps",
    menu: "Menu",
    lamps: "Lamps",
    deliveryShort: "Delivery",
    account: "Your account",
    cart: "Cart",
    headline: "Light for slow evenings",
    lead: "Lamps of blown glass and brass, made by hand in small batches.",
    browse: "See the lamps",
    add: "Add to cart",
    moon: "Moon",
    moonText: "Table lamp, opal glass",
    moonPrice: "€129",
    drop: "Drop",
    dropText: "Pendant, sea glass",
    dropPrice: "€89",
    cap: "Cap",
    capText: "Bedside lamp, terracotta",
    capPrice: "€74",
    heron: "Heron",
    heronText: "Reading lamp, steel",
    heronPrice: "€159",
    delivery: "Delivery in 2–4 days.",
    deliveryText: "Packed by hand, insured, tracked.",
    returns: "60 days to return.",
    returnsText: "If the light is not the one you wanted.",
    help: "Real people.",
    helpText: "Ask us in the chat: we have all of these lamps at home.",
  },
  ru: {
    title: "Luma — светильники",
    menu: "Меню",
    lamps: "Лампы",
    deliveryShort: "Доставка",
    account: "Кабинет",
    cart: "Корзина",
    headline: "Свет для неспешных вечеров",
    lead: "Лампы из дутого стекла и латуни. Делаем вручную, небольшими партиями.",
    browse: "Смотреть лампы",
    add: "В корзину",
    moon: "Луна",
    moonText: "Настольная, опаловое стекло",
    moonPrice: "11 900 ₽",
    drop: "Капля",
    dropText: "Подвесная, морское стекло",
    dropPrice: "8 400 ₽",
    cap: "Шляпка",
    capText: "Прикроватная, терракота",
    capPrice: "6 900 ₽",
    heron: "Цапля",
    heronText: "Для чтения, сталь",
    heronPrice: "14 500 ₽",
    delivery: "Доставка за 2–4 дня.",
    deliveryText: "Упакуем вручную, застрахуем, дадим трек-номер.",
    returns: "60 дней на возврат.",
    returnsText: "Если свет оказался не тем, что вы хотели.",
    help: "Живые люди.",
    helpText: "Спросите в чате: все эти лампы есть у нас дома.",
  },
});

// The language asked for goes along.
const account = document.getElementById("account");
account?.setAttribute("href", `/demo/account.html?lang=${document.documentElement.lang}`);

const count = document.getElementById("cart-count");
if (!count) throw new Error("#cart-count is missing");
for (const button of document.querySelectorAll(".add")) {
  button.addEventListener("click", () => {
    count.textContent = String(Number(count.textContent) + 1);
    count.animate?.([{ transform: "scale(1.5)" }, { transform: "none" }], 200);
  });
}
