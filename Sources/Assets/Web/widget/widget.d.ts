// What the loader and the rest of the widget agree on. Types only: this file is never served.

export type Theme = "light" | "dark" | "auto";

/** Everything that `window.otvet.on` can listen to, with what its listener is given. */
export interface WidgetEvents {
  open: undefined;
  close: undefined;
  /** A message of the staff has arrived. */
  message: import("./wire").Message;
  /** The number of messages that the visitor has not seen. */
  unread: number;
}

/** The page's view of the widget: `window.otvet`. */
export interface WidgetAPI {
  open(): void;
  close(): void;
  toggle(): void;
  /** Calls `listener` at every such event until the returned function is called. */
  on<E extends keyof WidgetEvents>(event: E, listener: (detail: WidgetEvents[E]) => void): () => void;
  /** Takes the widget off the page, with every listener, timer and connection. */
  shutdown(): void;
}

/** What the loader hands to `app.js`. */
export interface LoaderHandle {
  host: HTMLElement;
  root: ShadowRoot;
  launcher: HTMLButtonElement;
  /** The server's address, with a slash at its end. */
  base: string;
  /** The first part of every name under which this widget stores something. */
  storagePrefix: string;
  locale: "en" | "ru";
  /** Who answers, as the site calls them; the widget's own word if the site does not say. */
  name: string | undefined;
  setOpen(open: boolean): void;
  setUnread(count: number): void;
  emit<E extends keyof WidgetEvents>(event: E, detail: WidgetEvents[E]): void;
}

/** What `app.js` hands back. */
export interface App {
  open(): void;
  close(): void;
  shutdown(): void;
}

declare global {
  interface Window {
    otvet?: WidgetAPI;
  }
}
