import { element } from "../../../base/dom.js";
import { switchControl } from "../../controls/switch.js";

/**
 * Whether this browser shows notices on the desktop. The browser's leave is asked for by a button: one that is asked for
 * without being pressed is refused, and for good.
 * @param {import("../../../base/storage.js").BrowserStorage} storage
 * @param {import("../words.js").SettingsWords["account"]["panel"]} said
 */
export function notifications(storage, said) {
  const place = element("div", { class: "notifications", "data-testid": "notifications-place" });
  const line = (/** @type {string} */ hint) => element(
    "span", {}, element("b", {}, said.notifications), element("span", { class: "hint" }, hint)
  );
  const draw = () => {
    if (!("Notification" in globalThis)) return place.replaceChildren(line(said.unsupported));
    if (Notification.permission === "denied") return place.replaceChildren(line(said.denied));
    if (Notification.permission === "granted") {
      return place.replaceChildren(switchControl({
        label: said.notifications,
        hint: said.notificationsHint,
        isOn: storage.get("notifications") === "on",
        name: "notifications",
        changed: (isOn) => storage.set("notifications", isOn ? "on" : "off"),
      }));
    }
    const allow = element(
      "button", { class: "button", type: "button", "data-testid": "allow-notifications" }, said.allow
    );
    allow.addEventListener("click", async () => {
      if (await Notification.requestPermission() === "granted") storage.set("notifications", "on");
      draw();
    });
    place.replaceChildren(line(said.notificationsHint), allow);
  };
  draw();
  return place;
}
