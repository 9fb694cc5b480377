/**
 * Keeps a full-screen panel within what the keyboard of a phone leaves of the screen.
 * @param {HTMLElement} panel
 * @param {AbortSignal} signal
 */
export function followViewport(panel, signal) {
  const viewport = window.visualViewport;
  if (!viewport) return;
  const follow = () => {
    panel.style.setProperty("--visible-height", `${viewport.height}px`);
    panel.style.setProperty("--visible-top", `${viewport.offsetTop}px`);
  };
  viewport.addEventListener("resize", follow, { signal });
  viewport.addEventListener("scroll", follow, { signal });
  follow();
}
