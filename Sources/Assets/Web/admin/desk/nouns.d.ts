// The nouns of the staff's desk, as the server tells of them. Types only: never served.

declare namespace Staff {
  type Filter = "all" | "open" | "answered" | "closed" | "archived" | "mine" | "unassigned" | "unread";

  interface Ticket extends Omit<Wire.Ticket, "unread_count"> {
    user_id: string;
    unread_by_agents: number;
    read_by_agents?: Wire.Cursor;
    read_by_user?: Wire.Cursor;
    waiting_since?: string;
    assigned_agent_id?: string;
    mailed_up_to?: Wire.Cursor;
    mail_refusal?: MailRefusal;
  }

  type MailRefusal = "unsubscribed" | "bounced" | "address" | "rejected" | "expired";

  interface User {
    id: string;
    external_id?: string;
    name?: string;
    email?: string;
    /** As the visitor gave it in the contact form. */
    phone?: string;
    avatar_url?: string;
    member_id?: string;
    verified?: boolean;
    created_at: string;
    banned: boolean;
  }

  interface Agent {
    id: string;
    name: string;
  }

  interface Listing {
    ticket: Ticket;
    user: User;
    assignee?: Agent;
    last_author?: { author: Wire.Message["author"]; name?: string; agent_id?: string };
  }

  interface TicketPage {
    tickets: Listing[];
    next?: string;
    cursor: Wire.Cursor;
  }

  /** What a visitor has answered to the contact form. */
  interface Answer {
    field: string;
    kind: Wire.ContactField["kind"];
    label_en: string;
    label_ru: string;
    value: string;
  }

  /** What the host site says of a visitor. Anybody can set what is not signed. */
  interface Attribute {
    key: string;
    value: string;
    signed: boolean;
  }

  interface Details extends Listing {
    contact: Answer[];
    attributes: Attribute[];
    /** The newest first. */
    pages: Wire.VisitedPage[];
    page: { url?: string; title?: string; referrer?: string; user_agent?: string; locale?: string };
    earlier: Ticket[];
    cursor: Wire.Cursor;
  }

  interface Note {
    id: Wire.Cursor;
    ticket_id: string;
    agent_id?: string;
    author_name?: string;
    text: string;
    created_at: string;
    client_note_id?: string;
  }

  type Entry = { type: "message"; message: Wire.Message } | { type: "note"; note: Note };

  interface History {
    entries: Entry[];
    has_more: boolean;
    ticket: Ticket;
    cursor: Wire.Cursor;
  }

  interface Viewer {
    viewer: string;
    agent_id?: string;
    name?: string;
  }

  interface CannedReply {
    id: string;
    shortcut: string;
    title: string;
    text: string;
    /** As it would be sent in the ticket that was named. */
    filled?: string;
  }

  interface TelegramState {
    connected: boolean;
    waiting: number;
    oldest_waiting_since?: string;
    lag_seconds: number;
    undelivered: number;
    /** Why nothing gets through. */
    trouble?: string;
    trouble_code?: string;
    /** What Telegram said to it. */
    trouble_reason?: string;
    paused_seconds: number;
  }

  interface Undelivered {
    id: string;
    ticket_id: string;
    message_id?: string;
    notice?: string;
    reason: string;
    failed_at: string;
  }

  interface SearchResults {
    tickets: { ticket: Ticket; user: User }[];
    messages: ({ ticket: Ticket; user: User } & ({ kind: "message"; message: Wire.Message } | { kind: "note"; note: Note }))[];
    users: { user: User; contact: Answer[]; ticket?: Ticket }[];
    next?: string;
    complete: boolean;
  }

  type Counts = Record<Filter, number>;

  type ServerFrame =
    | { type: "message" | "message_updated"; cursor: Wire.Cursor; message: Wire.Message }
    | { type: "ticket"; cursor: Wire.Cursor; ticket: Ticket }
    | { type: "read"; cursor: Wire.Cursor; ticket_id: string; by: "user" | "agent"; up_to: Wire.Cursor }
    | { type: "note"; cursor: Wire.Cursor; note: Note }
    | { type: "user"; cursor: Wire.Cursor; user: User }
    | { type: "erased"; cursor: Wire.Cursor; ticket_id: string }
    | { type: "viewing"; cursor?: undefined; ticket_id: string; viewers: Viewer[] }
    | {
        type: "typing"; cursor?: undefined; ticket_id: string; author: "user" | "agent"; author_name?: string;
        agent_id?: string;
        typing: boolean;
      };

  /** How much is stored of a customer. */
  interface Stored {
    tickets: number;
    messages: number;
    notes: number;
    files: number;
  }

  /** A topic of somebody who was erased, which is still in the group. */
  interface ErasedTopic {
    ticket_id: string;
    /** Telegram does not delete it. */
    refused: boolean;
    /** Its posts that may still be there. */
    posts: number;
    /** What Telegram said last. */
    reason?: string;
  }

  /** How something written is to be sent, kept with it until the server has it. */
  interface About {
    isNote: boolean;
    reply_to?: Wire.Cursor;
  }

  type Words = Widget.FileWords & typeof import("./locales/en.js").default;
}
