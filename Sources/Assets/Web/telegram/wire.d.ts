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

export interface File {
  file_id: string;
  file_size?: number;
  file_name?: string;
  mime_type?: string;
}

export interface PhotoSize extends File {
  width: number;
  height: number;
}

export interface Video extends File {
  width?: number;
  height?: number;
}

export interface Sticker extends File {
  emoji?: string;
  is_animated: boolean;
  is_video: boolean;
}

export interface Contact {
  phone_number: string;
  first_name: string;
  last_name?: string;
}

export interface Key {
  text: string;
  url?: string;
  callback_data?: string;
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
  media_group_id?: string;
  photo?: PhotoSize[];
  document?: File;
  video?: Video;
  animation?: Video;
  video_note?: Video;
  audio?: File & { title?: string };
  voice?: File;
  sticker?: Sticker;
  location?: { latitude: number; longitude: number };
  contact?: Contact;
  reply_to_message?: Message;
  reply_markup?: { inline_keyboard?: Key[][] };
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
  /** What its `icon_custom_emoji_id` shows. */
  icon_emoji?: string;
  is_closed?: boolean;
  /** The newest first. */
  pinned?: Message[];
  messages: Message[];
  /** The bot's chat action, and how long it still shows. */
  action?: string;
  action_ms?: number;
}

export interface State {
  version: number;
  chat: { id: number; title: string };
  bot: User;
  /** What the bot answered to the latest presses of buttons, by query. */
  answers: Record<string, { text: string; show_alert: boolean }>;
  /** Thread ids of every topic there is. */
  order: number[];
  /** Those that changed. */
  topics: Topic[];
}
