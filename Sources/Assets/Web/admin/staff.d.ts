// What the server and the panel say to each other, and what the panel's parts agree on. Types only: never served.

declare namespace Staff {
  interface Account {
    id: string;
    name: string;
    /** Missing for who is known from Telegram only. */
    login?: string;
    role: "agent" | "admin";
    can_sign_in: boolean;
    disabled: boolean;
    second_factor: boolean;
    telegram: boolean;
    created_at: string;
    /** In the list of all only. */
    seen_at?: string;
  }

  interface Me {
    agent: Account;
    role: "agent" | "admin";
  }

  /** What the panel may say over the live channel. */
  type ClientFrame =
    | { type: "typing"; ticket_id: string; typing: boolean }
    | { type: "read"; ticket_id: string; up_to: Wire.Cursor }
    | { type: "viewing"; ticket_id: string | null };

  /** What every view of the panel is given. */
  interface Parts {
    api: import("./api.js").StaffAPI;
    me: Me;
    locale: "en" | "ru";
    toasts: import("../look/toasts.js").Toasts;
    /** Aborted when the panel is left: signed out, or another language. */
    signal: AbortSignal;
    /** What the settings change of the account itself. */
    setMe(me: Me): void;
    signOut(): Promise<void>;
    /** Draws the panel anew, as after a change of language. */
    restart(): void;
  }

  /** A page of the panel. Kept while another is shown. */
  interface View {
    element: HTMLElement;
    /** Shows what the address says: the part of the hash behind `#/tickets` or `#/settings`, such as `/42`. */
    route(path: string): void;
    /** Another view is shown. */
    leave(): void;
  }
}
