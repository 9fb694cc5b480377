import { element } from "../../base/dom.js";
import { fileIcon } from "./file_icons.js";
import { label } from "../labels.js";
import { playButton, soundPlayer } from "./sound.js";

/** An address that has failed is asked for anew, unless the new one fails too within so many milliseconds. */
const patience = 60_000;

/** Draws the files of messages. What takes a connection waits until it is about to be seen. */
export class FileViews {
  #words;
  #size;
  #links;
  #sight;
  #open;
  #isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  /** @type {HTMLMediaElement | undefined} */
  #playing;

  /**
   * @param {object} parts
   * @param {Widget.FileWords} parts.words
   * @param {(bytes: number) => string} parts.size
   * @param {import("./file_links.js").FileLinks} parts.links
   * @param {import("./sight.js").Sight} parts.sight
   * @param {(id: string) => void} parts.open  shows a picture large
   */
  constructor({ words, size, links, sight, open }) {
    this.#words = words;
    this.#size = size;
    this.#links = links;
    this.#sight = sight;
    this.#open = open;
  }

  /** Ends what sounds. */
  hush() {
    this.#playing?.pause();
  }

  /** @param {Wire.Attachment} attachment @returns {HTMLElement} */
  make(attachment) {
    const { kind, state, type = "", emoji, name } = attachment;
    if (kind === "sticker" && emoji && (state !== "ready" || !/^(?:image|video)\//.test(type))) {
      return element("span", { class: "emoji" }, emoji);
    }
    if (state === "unavailable") return this.#row(attachment, this.#words.fileGone);
    if (state === "expired") return this.#row(attachment, this.#words.fileExpired);
    if (state === "loading") return this.#waiting(attachment);
    if (kind === "audio" || kind === "voice") return this.#sound(attachment, kind === "audio" ? name : undefined);
    if (isPicture(attachment)) return kind === "sticker" ? this.#sticker(attachment) : this.#picture(attachment);
    if (kind === "document" || kind === "photo") return this.#row(attachment);
    return kind === "video" ? this.#video(attachment) : this.#loop(attachment);
  }

  /** @param {Wire.Attachment} attachment */
  #waiting(attachment) {
    const { kind } = attachment;
    const note = this.#words.fileLoading;
    if (!isVisual(attachment) && kind !== "video_note" && kind !== "sticker") return this.#row(attachment, note);
    const text = `${label(attachment, this.#words)}: ${note}`;
    return element("div", { class: `${kind} frame shimmer`, role: "img", "aria-label": text });
  }

  /** @param {Wire.Attachment} attachment */
  #picture(attachment) {
    const image = element("img", { alt: label(attachment, this.#words), decoding: "async", draggable: "false" });
    const frame = element("button", { type: "button", class: "frame shimmer", "aria-haspopup": "dialog" }, image);
    frame.addEventListener("click", () => this.#open(attachment.id));
    this.#calm(image, attachment);
    this.#load(frame, image, attachment);
    return frame;
  }

  /**
   * Who wants nothing to move by itself sees the first picture of what does; shown large it moves.
   * @param {HTMLImageElement} image
   * @param {Wire.Attachment} attachment
   */
  #calm(image, { type }) {
    if (!this.#isCalm || !["image/gif", "image/webp"].includes(type ?? "")) return;
    image.addEventListener("load", () => {
      const still = element("canvas", { role: "img", "aria-label": image.alt, class: image.className });
      still.width = image.naturalWidth;
      still.height = image.naturalHeight;
      still.getContext("2d")?.drawImage(image, 0, 0);
      image.replaceWith(still);
    }, { once: true });
  }

  /** @param {Wire.Attachment} attachment */
  #sticker(attachment) {
    const image = element("img", { class: "sticker", alt: label(attachment, this.#words) });
    this.#calm(image, attachment);
    this.#load(image, image, attachment);
    return image;
  }

  /**
   * One button until it plays: a small picture has no room for more.
   * @param {Wire.Attachment} attachment
   */
  #video(attachment) {
    const video = this.#player(attachment);
    const button = playButton(video, this.#words);
    const frame = element("div", { class: "frame shimmer" }, video, button);
    video.addEventListener("play", () => {
      video.controls = true;
      video.focus();
      button.remove();
    }, { once: true });
    this.#load(frame, video, attachment);
    return frame;
  }

  /**
   * What moves without a sound by itself, and round videos, which have one.
   * @param {Wire.Attachment} attachment
   */
  #loop(attachment) {
    const video = this.#player(attachment);
    const isSilent = attachment.kind !== "video_note";
    video.loop = video.muted = isSilent;
    video.autoplay = isSilent && !this.#isCalm;
    const button = playButton(video, this.#words);
    const frame = element("div", { class: `${attachment.kind} frame shimmer` }, video, button);
    this.#load(frame, video, attachment);
    return frame;
  }

  /** @param {Wire.Attachment} attachment */
  #player(attachment) {
    const text = label(attachment, this.#words);
    const video = element("video", { preload: "metadata", playsinline: "", "aria-label": text });
    video.addEventListener("play", () => video.muted || this.#isPlaying(video));
    return video;
  }

  /** @param {Wire.Attachment} attachment @param {string} [title] */
  #sound(attachment, title) {
    const audio = element("audio", { preload: "metadata" });
    audio.addEventListener("play", () => this.#isPlaying(audio));
    const player = soundPlayer(audio, this.#words, attachment.duration ?? 0, title);
    player.setAttribute("role", "group");
    player.setAttribute("aria-label", label(attachment, this.#words));
    this.#load(player, audio, attachment);
    return player;
  }

  /**
   * A file to be saved, or a sentence on why it can't be.
   * @param {Wire.Attachment} attachment
   * @param {string} [note]
   */
  #row(attachment, note) {
    const { id, kind, name = this.#words.kinds[kind], size, state } = attachment;
    const isReady = state === "ready";
    const detail = note ?? (size === undefined ? this.#words.kinds[kind] : this.#size(size));
    const title = element("b", { dir: "auto", title: name }, name);
    const content = [
      element("span", { class: "sheet", "aria-hidden": "true" }, fileIcon(isReady ? "download" : "file")),
      element("span", { class: "about" }, title, element("small", {}, detail)),
    ];
    if (!isReady) return element("div", { class: `row ${state}` }, ...content);
    const link = { class: "row", href: "#", download: name, target: "_blank", rel: "noopener" };
    const row = element("a", link, ...content);
    this.#sight.watch(row, async () => {
      row.href = (await this.#links.get(id)) ?? row.href;
    });
    row.addEventListener("click", (event) => {
      if (this.#links.known(id) === row.getAttribute("href")) return;
      event.preventDefault();
      void this.#links.get(id).then((url) => {
        if (!url) return;
        row.href = url;
        row.click();
      });
    });
    return row;
  }

  /** @param {HTMLMediaElement} media */
  #isPlaying(media) {
    if (this.#playing !== media) this.hush();
    this.#playing = media;
  }

  /**
   * Gives what shows a file its address, and another one when that is not good any more. What can't be shown even so
   * can still be saved.
   * @param {HTMLElement} frame
   * @param {HTMLImageElement | HTMLMediaElement} shown
   * @param {Wire.Attachment} attachment
   */
  #load(frame, shown, attachment) {
    const { id } = attachment;
    let failedAt = 0;
    const load = async () => {
      const url = await this.#links.get(id);
      if (!url) return fail();
      const at = shown instanceof HTMLMediaElement ? shown.currentTime : 0;
      // Without a moment to stand at, phones draw nothing before a video is played.
      shown.src = shown instanceof HTMLVideoElement ? `${url}#t=${at || 0.001}` : url;
      if (shown instanceof HTMLAudioElement) shown.currentTime = at;
    };
    const fail = () => {
      if (Date.now() - failedAt < patience) return frame.replaceWith(this.#row(attachment, this.#words.fileFailed));
      failedAt = Date.now();
      this.#links.forget(id);
      void load();
    };
    for (const type of ["load", "loadeddata"]) shown.addEventListener(type, () => frame.classList.remove("shimmer"));
    shown.addEventListener("error", fail);
    this.#sight.watch(frame, load);
  }
}

/**
 * It is shown in a grid with others.
 * @param {Wire.Attachment} attachment
 */
export function isVisual({ kind, state }) {
  return state !== "unavailable" && state !== "expired" && (kind === "photo" || kind === "video" || kind === "animation");
}

/**
 * It can be looked at large.
 * @param {Wire.Attachment} attachment
 */
export function isPicture({ kind, state, type = "" }) {
  return state === "ready" && kind !== "document" && type.startsWith("image/");
}
