/**
 * Keeps a full-screen frame within what the keyboard of a phone leaves of the screen, and what is in it clear of the
 * screen's edges. A frame knows neither by itself.
 * @param {Pick<Widget.Loader, "frame" | "site">} loader
 * @param {AbortSignal} signal
 */
export function followViewport({ frame, site }, signal) {
  const viewport = site.visualViewport;
  if (!viewport) return;
  const follow = () => {
    // A page's `zoom` makes its pixels other than the screen's. Browsers before 2024 do not tell by how much.
    const { currentCSSZoom: zoom = 1 } = /** @type {HTMLElement & { currentCSSZoom?: number }} */ (frame);
    frame.style.setProperty("--visible-height", `${viewport.height / zoom}px`);
    frame.style.setProperty("--visible-top", `${viewport.offsetTop / zoom}px`);
    if (site === window) return;
    // The loader's style sheet has put them there for this.
    const { scrollPaddingTop, scrollPaddingBottom } = site.getComputedStyle(frame);
    document.documentElement.style.setProperty("--edge-top", scrollPaddingTop);
    document.documentElement.style.setProperty("--edge-bottom", scrollPaddingBottom);
  };
  viewport.addEventListener("resize", follow, { signal });
  viewport.addEventListener("scroll", follow, { signal });
  follow();
}
