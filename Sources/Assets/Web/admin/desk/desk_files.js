import { FileLinks } from "../../chat/files/file_links.js";
import { sizeText } from "../../chat/files/sizes.js";
import { upload } from "../../chat/files/upload.js";
import { Viewer } from "../../chat/files/viewer.js";

/** All that has to do with files and is the same for every ticket. */
export class DeskFiles {
  links;
  viewer;
  limits;
  #api;
  #locale;

  /**
   * @param {object} parts
   * @param {Staff.Parts["api"]} parts.api
   * @param {Staff.Parts["locale"]} parts.locale
   * @param {Staff.Words} parts.words
   * @param {Wire.Limits} [parts.limits]  if the server tells none, it judges by itself
   * @param {AbortSignal} parts.signal
   */
  constructor({ api, locale, words, limits = { file_bytes: Infinity, files: 10 }, signal }) {
    this.limits = limits;
    this.#api = api;
    this.#locale = locale;
    this.links = new FileLinks(api.base, signal, (ids) => api.post("files/links", { ids }));
    this.viewer = new Viewer(words, this.links);
  }

  /** @param {number} bytes */
  size = (bytes) => sizeText(this.#locale, bytes);

  /** @type {Widget.Upload} */
  upload = (file, signal, progress) => {
    const url = `${this.#api.base}api/admin/files?name=${encodeURIComponent(file.name)}`;
    return upload(url, undefined, file, signal, progress);
  };
}
