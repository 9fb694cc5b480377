/**
 * Gives the page its `window.otvet`, by which it asks the widget.
 * @param {import("./loader.js").Loader} loader
 * @param {() => void} ended  the page wants no widget any more
 * @returns {() => void} makes the calls that wait
 */
export function publishAPI(loader, ended) {
  // An element whose id is "otvet" can be had by this name too, but is no property of the window's own.
  const before = Object.getOwnPropertyDescriptor(window, "otvet")?.value;
  /** @type {Widget.Call[] | undefined} */
  const queue = Array.isArray(before?.q) ? before.q : undefined;
  /** @type {Widget.API} */
  const api = {
    open: () => loader.open(),
    close: () => loader.close(),
    toggle: () => loader.toggle(),
    on: (event, listener) => loader.on(event, listener),
    identify: (token) => loader.identify(token),
    signOut: () => loader.signOut(),
    set: (attributes) => loader.set(attributes),
    setLocale: (locale) => loader.setLocale(locale),
    setTheme: (theme) => loader.setTheme(theme),
    shutdown: () => {
      loader.end();
      ended();
      if (window.otvet === api) delete window.otvet;
    },
  };
  const isFree = queue || before === undefined || before === null;
  if (!isFree || !Reflect.set(window, "otvet", api)) console.warn("otvet: the page has something of its own under window.otvet, which stays");
  /** @param {Widget.Call} call */
  const make = async ([name, details, resolve, reject]) => {
    try {
      resolve(await /** @type {any} */ (api[name])(...details));
    } catch (error) {
      reject(error);
    }
  };
  return () => {
    if (!queue) return;
    for (const call of queue.splice(0)) void make(call);
    // A page that has kept the stub may still call it.
    queue.push = (...calls) => {
      for (const call of calls) void make(call);
      return 0;
    };
  };
}
