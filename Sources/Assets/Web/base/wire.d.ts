// What the server and the widget say to each other. Types only: this file is never served.

declare namespace Wire {
  /** An event number or a message id; both come from one sequence. Compare with `compareCursor`, never as numbers. */
  type Cursor = string;

  interface Message {
    id: Cursor;
    ticket_id: string;
    author: "user" | "agent" | "bot" | "system";
    author_name?: string;
    /** Who of the staff it is; told to staff alone. */
    agent_id?: string;
    text: string;
    created_at: string;
    edited_at?: string;
    /** The id this browser gave the message before the server knew it. */
    client_message_id?: string;
    deleted?: boolean;
    /** Its files, in order. */
    attachments: Attachment[];
    /** Formatted parts of the text. */
    spans?: Span[];
    reply_to?: Cursor;
    /** What the staff show on it. */
    reactions?: { emoji: string; count: number }[];
  }

  interface TranscriptAnswer {
    /** Path and query, good for minutes without a token. */
    url: string;
    expires_at: string;
  }

  interface Attachment {
    id: string;
    kind: "photo" | "video" | "animation" | "sticker" | "audio" | "voice" | "document" | "video_note";
    /** Whether its content is on the server, on its way there, or will never be there. */
    state: "ready" | "loading" | "unavailable" | "expired";
    name?: string;
    /** The MIME type, found from the content. */
    type?: string;
    /** Bytes. */
    size?: number;
    /** Pixels. */
    width?: number;
    height?: number;
    /** Seconds. */
    duration?: number;
    /** What a sticker stands for. */
    emoji?: string;
  }

  /** What a message may bring. */
  interface Limits {
    file_bytes: number;
    files: number;
  }

  /** Whether the team is there; nothing is said of teams without hours. */
  interface Availability {
    open: boolean;
    /** When it goes; missing while it is away. */
    closes_at?: string;
    /** When it is back after that, or from now; missing if nobody knows. */
    opens_at?: string;
    /** How long an answer usually takes; missing while it is away, or if too little is known. */
    answer_seconds?: number;
  }

  /** Counted in UTF-16 units. */
  interface Span {
    type: "bold" | "italic" | "underline" | "strikethrough" | "spoiler" | "quote" | "code" | "pre" | "link";
    offset: number;
    length: number;
    url?: string;
  }

  interface Ticket {
    id: string;
    kind: "chat" | "ticket";
    status: "open" | "answered" | "closed" | "archived";
    /** Missing in the running conversation. */
    subject?: string;
    created_at: string;
    last_message_at?: string;
    /** Empty once the message was deleted. */
    last_message_preview?: string;
    unread_count: number;
    /** The newest message that the staff have been shown. */
    delivered_up_to?: Cursor;
    closed_at?: string;
    archived_at?: string;
    rating?: Rating;
  }

  /** What the visitor thought of it. */
  interface Rating {
    stars: number;
    comment?: string;
  }

  /** One's own tickets, by age. */
  interface TicketPage {
    tickets: Ticket[];
    /** Where the next page begins. */
    next?: string;
    statistics: Statistics;
    cursor: Cursor;
  }

  interface Statistics {
    total: number;
    open: number;
    answered: number;
    closed: number;
    archived: number;
    unread_messages: number;
  }

  /** Where the visitor is, without query or fragment: those may hold secrets of the host page. */
  interface Page {
    url: string;
    title: string;
    referrer?: string;
  }

  /** A page that the visitor walked through. */
  interface VisitedPage {
    url: string;
    title: string;
    at: string;
  }

  /** What visitors are asked, to know how to reach them. */
  interface ContactForm {
    when: "off" | "before" | "after";
    audience: "everybody" | "anonymous";
    only_out_of_hours: boolean;
    fields: ContactField[];
  }

  interface ContactField {
    kind: "name" | "email" | "phone" | "text";
    /** What answers are given under. */
    key: string;
    /** Where one is empty the other serves; where both are, the question is called by its kind. */
    label_en: string;
    label_ru: string;
    required: boolean;
  }

  interface SessionAnswer {
    session: { id: string; token?: string; expires_at: string };
    user: { id: string; name?: string; email?: string; verified?: boolean };
    ticket: Ticket | null;
    cursor: Cursor;
    limits: Limits;
    availability?: Availability;
  }

  interface UploadAnswer {
    attachment: Attachment;
  }

  interface LinksAnswer {
    /** Those that are there and the visitor's own. `url` is a path with a query, from the server's root. */
    links: { id: string; url: string; expires_at: string }[];
  }

  interface SendAnswer {
    ticket: Ticket;
    message: Message;
    cursor: Cursor;
  }

  interface HistoryAnswer {
    messages: Message[];
    has_more: boolean;
    ticket: Ticket | null;
    cursor: Cursor;
    limits: Limits;
    availability?: Availability;
    /** What the visitor is to be asked. */
    contact_form?: ContactForm;
  }

  interface PollAnswer {
    messages: Message[];
    events: ServerFrame[];
    cursor: Cursor;
    more: boolean;
  }

  type ServerFrame =
    | { type: "message" | "message_updated"; cursor: Cursor; message: Message }
    | { type: "ticket"; cursor: Cursor; ticket: Ticket }
    | { type: "read"; cursor: Cursor; ticket_id: string; by: "user" | "agent"; up_to: Cursor }
    | { type: "typing"; cursor?: undefined; ticket_id: string; author: "agent"; author_name?: string; typing: boolean };

  /** What a WebSocket says besides the frames above, all of it about the connection itself. */
  type ControlFrame =
    | { type: "ready"; cursor: Cursor }
    | { type: "pong" }
    | { type: "error"; error: { code: string; message: string } };

  /** Why something was refused: for programs, and for people in English. */
  interface Problem {
    status: number;
    code?: string | undefined;
    message: string;
    errorID?: string | undefined;
  }

  /** What the visitor's side may say over any transport; without a ticket it is about the running conversation. */
  type ClientFrame = { ticket_id?: string } & ({ type: "typing"; typing: boolean } | { type: "read"; up_to: Cursor });
}
