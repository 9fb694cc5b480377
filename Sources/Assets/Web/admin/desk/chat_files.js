import { FileList } from "../../chat/files/file_list.js";
import { FileViews } from "../../chat/files/file_views.js";
import { picturesOf } from "../../chat/files/pictures.js";
import { Sight } from "../../chat/files/sight.js";

/** The files of one conversation. */
export class ChatFiles {
  #files;
  #sight;
  #views;

  /**
   * @param {object} parts
   * @param {Staff.Words} parts.words
   * @param {import("./desk_files.js").DeskFiles} parts.files
   * @param {HTMLElement} parts.scroller
   * @param {() => boolean} parts.isLooking
   * @param {() => readonly import("../../chat/entries.js").Entry[]} parts.lines  all that are known
   * @param {AbortSignal} parts.signal
   */
  constructor({ words, files, scroller, isLooking, lines, signal }) {
    this.#files = files;
    this.#sight = new Sight(scroller, signal, isLooking);
    this.#views = new FileViews({
      words,
      size: files.size,
      links: files.links,
      sight: this.#sight,
      open: (picture) => files.viewer.open(picturesOf(lines(), words), picture),
    });
  }

  /** What shows the files of one line. */
  newList() {
    return new FileList(this.#views);
  }

  /** It may have come before the agent's eyes. */
  look() {
    this.#sight.look();
  }

  /** It is not looked at any more: what plays stops. */
  hush() {
    this.#views.hush();
  }

  /**
   * What the server has made of picked files, which are shown from here.
   * @param {readonly import("../../chat/files/picks.js").Pick[]} picks
   */
  sent(picks) {
    return picks.flatMap(({ attachment, file }) => {
      if (attachment) this.#files.links.keep(attachment, file);
      return attachment ?? [];
    });
  }
}
