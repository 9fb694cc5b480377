const browsers = /** @type {const} */ ([
  ["Edge", /\bEdg(e|A|iOS)?\//], ["Opera", /\bOPR\//], ["Yandex Browser", /\bYaBrowser\//],
  ["Samsung Internet", /\bSamsungBrowser\//], ["Firefox", /\b(Firefox|FxiOS)\//], ["Chrome", /\b(Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
]);
const systems = /** @type {const} */ ([
  ["Android", /\bAndroid\b/], ["iPhone", /\biPhone\b/], ["iPad", /\biPad\b/], ["Windows", /\bWindows\b/],
  ["macOS", /\bMac OS X\b/], ["ChromeOS", /\bCrOS\b/], ["Linux", /\bLinux\b/],
]);

/**
 * What people call the browser and the system that a `User-Agent` names; what is not known is left out.
 * @param {string} userAgent
 * @returns {{ browser: string | undefined, system: string | undefined, isPhone: boolean }}
 */
export function device(userAgent) {
  const find = (/** @type {readonly (readonly [string, RegExp])[]} */ known) =>
    known.find(([, pattern]) => pattern.test(userAgent))?.[0];
  return { browser: find(browsers), system: find(systems), isPhone: /\b(Mobile|Android|iPhone)\b/.test(userAgent) };
}
