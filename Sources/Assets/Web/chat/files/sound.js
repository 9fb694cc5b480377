import { element } from "../../base/dom.js";
import { fileIcon } from "./file_icons.js";
import { durationText } from "./sizes.js";

/**
 * A button that plays and pauses.
 * @param {HTMLMediaElement} media
 * @param {Widget.FileWords} words
 */
export function playButton(media, words) {
  const button = element("button", { type: "button", class: "play" });
  const show = () => {
    button.setAttribute("aria-label", media.paused ? words.play : words.pause);
    button.replaceChildren(fileIcon(media.paused ? "play" : "pause"));
    button.classList.toggle("on", !media.paused);
  };
  button.addEventListener("click", () => (media.paused ? void media.play().catch(() => {}) : media.pause()));
  for (const type of ["play", "pause"]) media.addEventListener(type, show);
  show();
  return button;
}

/**
 * A player for a sound: where it stands can be seen and chosen.
 * @param {HTMLAudioElement} audio
 * @param {Widget.FileWords} words
 * @param {number} duration  seconds, as far as known before it is loaded
 * @param {string} [title]
 */
export function soundPlayer(audio, words, duration, title) {
  const position = element("input", { type: "range", min: "0", step: "any", value: "0", "aria-label": words.position });
  const time = element("time");
  const show = () => {
    const whole = Number.isFinite(audio.duration) ? audio.duration : duration;
    position.max = String(whole || 1);
    position.value = String(audio.currentTime);
    position.style.setProperty("--part", `${(audio.currentTime / (whole || 1)) * 100}%`);
    position.setAttribute("aria-valuetext", durationText(audio.currentTime));
    time.textContent = durationText(audio.currentTime || whole);
  };
  for (const type of ["timeupdate", "loadedmetadata", "ended"]) audio.addEventListener(type, show);
  position.addEventListener("input", () => (audio.currentTime = Number(position.value)));
  show();
  const titles = title ? [element("b", { dir: "auto", title }, title)] : [];
  return element(
    "div",
    { class: "sound" },
    playButton(audio, words),
    element("span", { class: "about" }, ...titles, position, time),
    audio,
  );
}
