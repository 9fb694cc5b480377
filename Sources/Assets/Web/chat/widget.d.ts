// What the parts of the widget agree on. Types only: this file is never served.

interface Window {
  otvet?: Widget.API;
  /** How the operator wants the widget to look; the server puts it before the loader. */
  otvetLook?: Widget.Look;
}

declare namespace Widget {
  /** The page's view of the widget: `window.otvet`. */
  interface API {
    open(): void;
    close(): void;
    toggle(): void;
    /** Calls `listener` at every such event until the returned function is called. */
    on<E extends keyof Events>(event: E, listener: (detail: Events[E]) => void): () => void;
    /**
     * Says who the visitor is, by a token that the site has signed. What was written in this browser before is theirs.
     * Rejects if the server does not believe the token.
     */
    identify(token: string): Promise<void>;
    /** Forgets in this browser who the visitor is, and their conversation. */
    signOut(): Promise<void>;
    /**
     * Says more of the visitor, which the staff see: up to 20 texts, numbers or flags by their names; null takes one back. Nothing
     * is sent before the visitor is known or opens the chat.
     */
    set(attributes: Record<string, string | number | boolean | null>): void;
    /** Speaks another language from now on. The conversation and what is half written stay. */
    setLocale(locale: "en" | "ru"): Promise<void>;
    setTheme(theme: "light" | "dark" | "auto"): void;
    /** Takes the widget off the page, with every listener, timer and connection. */
    shutdown(): void;
    /** What waits for the loader: only the stub that stands in for it until then has this. */
    q?: Call[];
  }

  /** A call made before the loader was there, with what settles its promise. */
  type Call = [name: Exclude<keyof API, "q">, details: unknown[], resolve: (value: unknown) => void, reject: (error: unknown) => void];

  /** Whatever is missing is as it always was. */
  interface Look {
    accent?: string;
    accent_end?: string;
    side?: "left" | "right";
    theme?: "light" | "dark" | "auto";
    name?: string;
    greeting?: string;
    privacy_url?: string;
    /** Some visitors are asked something before their first message. */
    asks?: boolean;
  }

  /** What the visitor has begun that can't be stored. */
  interface Remains {
    /** Picked for the running conversation. */
    files: File[];
    /** Another conversation that is open, with what is picked for it. */
    ticket?: { id: string; title: string | undefined; files: File[] };
  }

  /** Everything that `window.otvet.on` can listen to, with what its listener is given. */
  interface Events {
    open: undefined;
    close: undefined;
    /** A message of the staff has arrived. */
    message: Wire.Message;
    /** The number of messages that the visitor has not seen. */
    unread: number;
    /** The widget is on the page. Who listens later is told at once. */
    ready: undefined;
  }

  /** What `../widget/app.js` is: it draws the chat where the loader says. */
  type Start = (loader: Loader, remains?: Remains) => Promise<App>;

  /** What the loader hands to `../widget/app.js`. */
  interface Loader {
    /** The page that the visitor is on. */
    site: Window & typeof globalThis;
    /** The widget on that page. */
    element: HTMLElement;
    /** What the chat is drawn in, on that page: a frame, or where there can be none an element. */
    frame: HTMLElement;
    /** Where the chat is drawn. */
    root: ShadowRoot;
    /** What is put here is read aloud, whether the chat is open or not. */
    aloud: HTMLElement;
    launcher: HTMLButtonElement;
    /** What is kept where the browser keeps nothing. */
    memory: Map<string, string>;
    /** The server's address, with a slash at its end. */
    base: string;
    /** The end of a module's address: some browsers remember that another could not be fetched. */
    retry: string;
    /** The first part of every name under which this widget stores something. */
    storagePrefix: string;
    locale: "en" | "ru";
    /** Who answers, as the site calls them; the widget's own word if the site does not say. */
    name: string | undefined;
    /** The first words; the widget's own if the site does not say. */
    greeting: string | undefined;
    /** The address of the site's privacy policy, to which whoever writes agrees; nothing is said of it without one. */
    privacy: string | undefined;
    /** Some visitors are asked something before their first message. */
    asks: boolean | undefined;
    /** What the site has said of the visitor. */
    attributes(): Record<string, unknown> | undefined;
    /** The last pages that the visitor walked through, the oldest first. */
    pages(): Wire.VisitedPage[];
    /** By which the site is saying who the visitor is: the chat is about to be asked. */
    token: string | undefined;
    /** The whole address of the customer's cabinet, if the site has one. */
    cabinet: string | undefined;
    /** Lets what is drawn over everything have the whole page. Missing where it has it anyway. */
    enlarge?(isLarge: boolean): void;
    setOpen(open: boolean): void;
    setUnread(count: number): void;
    emit<E extends keyof Events>(event: E, detail: Events[E]): void;
  }

  /** What `../widget/app.js` hands back. */
  interface App {
    /** `hasFocus`: the visitor writes in it from now on. */
    open(hasFocus: boolean): void;
    close(): void;
    identify(token: string): Promise<void>;
    signOut(): Promise<void>;
    /** The site has said more of the visitor. */
    tell(): void;
    /** Ends it, and takes what it has drawn off the page. */
    end(): Remains;
  }

  /** Sends a file, and tells how far it has got, 0 … 1. */
  type Upload = (file: File, signal: AbortSignal, progress: (part: number) => void) => Promise<Wire.UploadAnswer>;

  type Words = typeof import("./locales/en.js").default;
  /** Those and the ones that only files need. */
  type FileWords = Words & typeof import("./files/locales/en.js").default;

  type Status = "online" | "reconnecting" | "offline";
  type TransportName = "websocket" | "long-poll" | "poll" | "offline";

  /** A way of carrying frames. */
  interface Transport {
    /** Sends a frame; one that cannot be sent is dropped, for its sender to repeat if it matters. */
    say(frame: Wire.ClientFrame): void;
    /** Finds out soon whether the connection is still alive. */
    check(): void;
    /** Ends it without calling `down`. */
    close(): void;
  }

  /** The calls of whoever follows what happens live. */
  interface LiveAPI {
    /** Where live connections are opened. */
    readonly realtimeURL: string;
    /** `wait`: how long the server may hold the answer, in milliseconds. */
    poll(token: string | undefined, after: Wire.Cursor, wait: number, signal: AbortSignal): Promise<Wire.PollAnswer>;
    /** What is said over a WebSocket as a frame. */
    say(token: string | undefined, frame: Wire.ClientFrame): Promise<unknown>;
  }

  /** What a transport needs, and whom it tells. */
  interface Carriage {
    api: LiveAPI;
    /** Undefined if the browser shows a cookie. */
    token: string | undefined;
    /** The resume point: everything up to it has been seen. */
    cursor(): Wire.Cursor;
    /** Something has arrived that may or may not be a repeat. */
    frame(frame: Wire.ServerFrame): void;
    /** Everything up to this cursor has been delivered. */
    caughtUp(cursor: Wire.Cursor): void;
    /** The transport has ended by itself. Called once at most, and never after `close()`. */
    down(reason: Reason): void;
  }

  /** Why a transport has ended. */
  interface Reason {
    kind:
      /** The server refuses the token, or knows nothing of the resume point. */
      | "refused"
      /** The server asks to come back, perhaps after a while. */
      | "later"
      /** Something went wrong, on the way or at its end. */
      | "failed"
      /** It hangs: another attempt would hang too. */
      | "timeout";
    retryAfter?: number | undefined;
  }
}
