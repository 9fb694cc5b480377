// What the simulator sends: the Bot API's types as far as the page shows them, and the state around them.

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  last_name?: string;
  username?: string;
}

export interface Entity {
  type: string;
  /** UTF-16 code units, as JavaScript counts. */
  offset: number;
  length: number;
  url?: string;
  language?: string;
}

export interface Message {
  message_id: number;
  date: number;
  edit_date?: number;
  from: User;
  sender_chat?: { id: number; title: string };
  author_signature?: string;
  text?: string;
  caption?: string;
  entities?: Entity[];
  caption_entities?: Entity[];
  reply_to_message?: Message;
  reply_markup?: { inline_keyboard?: { text: string; url?: string }[][] };
  reactions?: { emoji: string; users: number[] }[];
  forum_topic_created?: { name: string };
  forum_topic_edited?: { name?: string };
  forum_topic_closed?: object;
  forum_topic_reopened?: object;
  pinned_message?: Message | null;
}

export interface Topic {
  /** 0 is General. */
  thread_id: number;
  name?: string;
  icon_color?: number;
  is_closed?: boolean;
  messages: Message[];
  /** The bot's chat action, and how long it still shows. */
  action?: string;
  action_ms?: number;
}

export interface State {
  version: number;
  chat: { id: number; title: string };
  bot: User;
  /** Thread ids of every topic there is. */
  order: number[];
  /** Those that changed. */
  topics: Topic[];
}
