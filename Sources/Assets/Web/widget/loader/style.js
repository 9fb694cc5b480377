import { accent, accentEnd } from "./choices.js";

/**
 * The launcher and the frame of the chat. White can be read on the accent, however light the page's colour is. With `large`
 * a picture is shown over the whole page. On a phone the chat takes the whole screen, or what the keyboard leaves of it: that
 * query is kept equal to the one in panel.js. The frame is measured by the screen in percent, which are right on a page with
 * a `zoom` too: `vh` are not. Comments stand here because those within the text would be served.
 */
export const style = `
  :host { all: initial !important; display: block !important; position: fixed !important; bottom: 0 !important;
    right: 0 !important; z-index: 2147483000 !important; overflow: visible !important;
    font: 15px/1.45 var(--otvet-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif) !important;
    --from: var(--otvet-accent, ${accent}); --to: var(--otvet-accent-end, var(--otvet-accent, ${accentEnd}));
    --round: var(--otvet-radius, 20px); --near: rgb(40 30 90 / .3); --far: var(--near); }
  @supports (color: oklch(from red l c h)) {
    :host { --from: oklch(from var(--otvet-accent, ${accent}) min(l, .53) c h);
      --to: oklch(from var(--otvet-accent-end, var(--otvet-accent, ${accentEnd})) min(l, .606) c h); }
  }
  @supports (color: color-mix(in srgb, red, blue)) {
    :host { --near: color-mix(in srgb, var(--from) 55%, transparent); --far: color-mix(in srgb, var(--from) 70%, transparent); }
  }
  :host([data-position="left"]) { left: 0 !important; right: auto !important; }
  @media print { :host { display: none !important; } }
  .launcher { position: absolute; bottom: max(20px, env(safe-area-inset-bottom)); right: 20px;
    width: 60px; height: 60px; padding: 0; border: 0; border-radius: 50%; color: #fff; cursor: pointer;
    background: linear-gradient(135deg, var(--from), var(--to)); -webkit-tap-highlight-color: transparent;
    box-shadow: 0 1px 2px rgb(30 20 80 / .2), 0 10px 28px -4px var(--near);
    transition: transform .2s cubic-bezier(.3, 1.5, .5, 1), box-shadow .2s;
    animation: arrive .4s cubic-bezier(.3, 1.4, .5, 1); }
  :host([data-position="left"]) :is(.launcher, .frame, .note) { left: 20px; right: auto; }
  .launcher:hover { transform: scale(1.06); box-shadow: 0 1px 2px rgb(30 20 80 / .2), 0 14px 36px -4px var(--far); }
  .launcher:active { transform: scale(.96); }
  .launcher:focus-visible { outline: 3px solid var(--from); outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
  .launcher svg { position: absolute; inset: 16px; width: 28px; height: 28px; fill: none; stroke: currentColor;
    stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; transition: transform .25s, opacity .2s; }
  .launcher .shut, .launcher[aria-expanded="true"] .talk { opacity: 0; transform: rotate(-60deg) scale(.6); }
  .launcher[aria-expanded="true"] .shut { opacity: 1; transform: none; }
  .launcher[aria-busy="true"]::after { content: ""; position: absolute; inset: 4px; border-radius: 50%;
    border: 2px solid transparent; border-top-color: #fff; animation: turn .8s linear infinite; }
  .badge { position: absolute; top: -4px; right: -4px; min-width: 22px; height: 22px; padding: 0 6px;
    box-sizing: border-box; border-radius: 11px; background: #d92645; color: #fff; box-shadow: 0 0 0 2px #fff;
    font: 700 12px/22px system-ui, sans-serif; animation: arrive .3s cubic-bezier(.3, 1.6, .5, 1); }
  [hidden] { display: none !important; }
  .frame { position: fixed; bottom: 96px; right: 20px; width: min(392px, 100% - 40px); height: min(640px, 100% - 116px);
    box-sizing: border-box; border: 0; border-radius: var(--round); background: none; color-scheme: light;
    box-shadow: 0 0 0 1px rgb(40 30 90 / .06), 0 4px 12px rgb(40 30 90 / .08), 0 24px 64px -12px rgb(40 30 90 / .35);
    opacity: 0; visibility: hidden; transform: translateY(16px) scale(.96); transform-origin: 100% 100%;
    transition: opacity .18s, transform .28s cubic-bezier(.2, .9, .3, 1), visibility 0s .28s;
    scroll-padding: env(safe-area-inset-top) 0 env(safe-area-inset-bottom); }
  :host([data-position="left"]) .frame { transform-origin: 0 100%; }
  .frame.open { opacity: 1; visibility: visible; transform: none; transition-delay: 0s; }
  :host([data-position]) .frame.large { inset: 0; width: 100%; height: 100%; border-radius: 0; box-shadow: none; }
  .note { position: absolute; bottom: 96px; right: 20px; width: 260px; padding: 14px 16px; box-sizing: border-box;
    border-radius: 14px; color: #1e1a2e; background: #fff; box-shadow: 0 0 0 1px #e5e2f0, 0 12px 32px -8px rgb(40 30 90 / .35); }
  .note button { display: block; min-height: 44px; margin: 4px 0 -8px; padding: 0; border: 0; background: none; color: #5b4bb5;
    font: inherit; font-weight: 650; text-decoration: underline; text-underline-offset: 3px; cursor: pointer; }
  .aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  @media (max-width: 480px), (max-height: 480px) {
    :host([data-position]) .frame { inset: var(--visible-top, 0) 0 auto; width: 100%;
      height: var(--visible-height, 100%); border-radius: 0; box-shadow: none; }
    .frame:not(.open) { transform: translateY(32px); }
    .launcher[aria-expanded="true"] { visibility: hidden; }
  }
  @keyframes arrive { from { transform: scale(0); } }
  @keyframes turn { to { transform: rotate(1turn); } }
  @media (prefers-reduced-motion: reduce) {
    .launcher, .launcher *, .launcher::after, .frame { animation: none; transition: none; }
  }`;
