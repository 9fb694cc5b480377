import { APIError } from "../../base/call.js";

/** Who else may be given a ticket. */
export class Colleagues {
  #api;
  /** @type {Map<string, Staff.Agent>} */
  #all = new Map();

  /** @param {{ api: Staff.Parts["api"] }} parts */
  constructor({ api }) {
    this.#api = api;
  }

  /** @param {string} id */
  get(id) {
    return this.#all.get(id);
  }

  /**
   * All but one, by name.
   * @param {string} id
   */
  without(id) {
    return [...this.#all.values()].filter((each) => each.id !== id).sort((a, b) => a.name.localeCompare(b.name));
  }

  async load() {
    try {
      /** @type {{ assignees: Staff.Agent[] }} */
      const { assignees } = await this.#api.get("assignees");
      this.#all = new Map(assignees.map((agent) => [agent.id, agent]));
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
    }
  }
}
