import { loadModule } from "../base/load_module.js";

/** Asks what the visitor thought of a conversation once it is closed; fetched then. */
export class LazyRating {
  #loader;
  #view;
  /** @type {{ show(): void } | undefined} */
  #rating;
  #isLoading = false;

  /**
   * @param {object} parts
   * @param {Pick<Widget.Loader, "locale" | "root">} parts.loader
   * @param {import("./chat_view.js").ChatView} parts.view
   */
  constructor({ loader, view }) {
    this.#loader = loader;
    this.#view = view;
  }

  /** The conversation has changed. */
  show() {
    const { isClosed, ticket } = this.#view.chat.conversation;
    this.#rating?.show();
    if (!isClosed || !ticket || this.#rating || this.#isLoading) return;
    this.#isLoading = true;
    this.#fetch().catch((error) => {
      console.error("otvet: the part for ratings did not load", error);
      this.#isLoading = false;
    });
  }

  async #fetch() {
    const { start } = await loadModule((retry) =>
      /** @type {Promise<typeof import("./rating/rating.js")>} */ (import(`./rating/rating.js${retry}`)));
    this.#rating = await start({ loader: this.#loader, view: this.#view });
  }
}
