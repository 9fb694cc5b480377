import { BrowserStorage } from "../../base/storage.js";

/** Whether single letters do something: who dictates, or holds the keyboard askew, can switch that off. */
export class Letters {
  #storage = new BrowserStorage("otvet:panel:");

  get areOn() {
    return this.#storage.get("shortcuts") !== "off";
  }

  set areOn(areOn) {
    this.#storage.set("shortcuts", areOn ? "on" : "off");
  }

  /**
   * A label with the key that does the same, if it does.
   * @param {string} label
   * @param {string} key
   */
  named(label, key) {
    return this.areOn ? `${label} (${key})` : label;
  }
}
