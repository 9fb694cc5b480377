/** @param {number} count @param {string} one @param {string} [many] */
function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

/** @param {string} reason */
function said(reason) {
  return reason && ` (${reason})`;
}

export default {
  navigation: "Panel",
  tickets: "Tickets",
  filters: "Filters",
  settings: "Settings",
  search: "Search messages, people",
  clearSearch: "Clear search",
  people: "People",
  more: "Show more",
  nothingFound: "Nothing found",
  nothingFoundText: "Try fewer words, or just the beginning of one.",
  searchFailed: "The search isn’t responding.",
  searchIncomplete: "Older messages are still being indexed. Try again in a while.",
  listFailed: "The list couldn’t be loaded.",
  visitor: "Visitor",
  me: "Me",
  close: "Close",
  cancel: "Cancel",
  save: "Save",
  offlineDesk: "No connection. What you write will be sent once you’re back online.",
  nobody: "Choose a ticket",
  nobodyText: "Use j and k to move through the list, and Enter to open a ticket.",
  noTicket: "This ticket doesn’t exist.",
  back: "Back to the list",
  card: "Customer",
  closeCard: "Close the customer’s card",
  verified: "Verified",
  unverified: "Not verified",
  anonymous: "Anonymous",
  banned: "Banned",
  email: "E-mail",
  phone: "Phone",
  memberID: "Member ID",
  page: "Current page",
  referrer: "Came from",
  language: "Language",
  since: "Customer since",
  browser: "Browser",
  ticketNumber: "Ticket",
  fromForm: "Answers in the form",
  fromSite: "From the site",
  signed: "Signed",
  lastPages: "Last pages",
  rating: "Rating",
  earlier: "Other tickets",
  rename: "Edit name",
  name: "Name",
  ban: "Ban",
  unban: "Unban",
  banText: "Their messages will no longer be accepted, wherever they write from. You can unban them at any time.",
  erasePerson: "Erase this person…",
  erase: "Erase",
  eraseWord: "erase",
  eraseText:
    "Tickets, messages, notes and files go, and with them name, address and sessions, also from search and from the topics in Telegram. Backups made before now still hold them. This can’t be undone.",
  erased: "Erased",
  erasedText: "Topics in Telegram are deleted next. If Telegram refuses, the state of Telegram says so.",
  assign: "Assign",
  takeIt: "Me",
  moreActions: "More actions",
  download: "Download conversation",
  downloadWithNotes: "Download with notes",
  nobodysTicket: "Nobody",
  draft: "Draft:",
  typing: "is typing…",
  automatic: "Automatic reply",
  justNow: "< 1 min",
  answerPlaceholder: "Write a reply, or / for a canned one…",
  notePlaceholder: "Write a note for your team…",
  noteMode: "Note for colleagues (//)",
  noteHint: "Only colleagues see this.",
  noteHintWithFiles: "Only colleagues see this. The files wait for your reply.",
  saveNote: "Save note",
  note: "Note",
  canned: "Canned replies",
  noCanned: "No canned replies yet. You can add some in the settings.",
  noCannedFound: "No canned reply matches. Press Esc to send the text as it is.",
  reply: "Reply to this message",
  dropReply: "Don’t reply to this message",
  taken: "Message deleted",
  read: "Read by the customer",
  mailSent: "Sent by e-mail",
  /** @param {string} reason */
  mailRefused: (reason) => `Not sent by e-mail: ${reason}`,
  mailRefusals: {
    unsubscribed: "the customer wants no mail",
    bounced: "the address takes no mail",
    address: "the address is not one that mail can be sent to",
    rejected: "the mail server refused it",
    expired: "the other side took no mail for days",
  },
  fileGone: "Telegram didn’t hand over this file, so the customer can’t see it.",
  bring: "Upload the file",
  bringFailed: "The file wasn’t uploaded",
  bringOver: "It’s already here, or it can no longer be uploaded.",
  telegram: "Telegram",
  telegramUnknown: "Unknown right now",
  telegramConnected: "Connected",
  telegramNotConnected: "Not connected",
  nothingUndelivered: "Nothing was refused",
  notificationsOn: "Turn desktop notifications on",
  notificationsOff: "Turn desktop notifications off",
  notificationsRefused: "The browser is blocking notifications",
  notificationsRefusedText: "Allow them for this site in the browser’s settings, then try again.",
  soundOn: "Turn sound on",
  soundOff: "Turn sound off",
  signOut: "Sign out",
  shortcuts: "Keyboard shortcuts",
  letters: "Single-key shortcuts",
  lettersHint: "Letter keys work whenever you aren’t typing. Arrow keys, Enter and Esc always work.",
  undo: "Undo",
  notDone: "That didn’t work",
  filter: {
    all: "Inbox",
    unread: "Unread",
    mine: "Mine",
    unassigned: "Unassigned",
    open: "Open",
    answered: "Answered",
    closed: "Closed",
    archived: "Archive",
  },
  statuses: { open: "Open", answered: "Answered", closed: "Closed", archived: "Archived" },
  actions: { close: "Close", reopen: "Reopen" },
  done: {
    open: "Ticket reopened",
    answered: "Marked as answered",
    closed: "Ticket closed",
    archived: "Ticket archived",
    assigned: "Assignee changed",
  },
  empty: {
    all: { title: "No tickets yet", text: "They show up here as soon as somebody writes." },
    unread: { title: "All caught up", text: "New messages from customers show up here." },
    mine: { title: "Nothing is assigned to you", text: "Press a in a ticket to take it." },
    unassigned: { title: "Everything is assigned", text: "Tickets nobody has taken show up here." },
    open: { title: "Nobody is waiting", text: "Tickets waiting for a reply show up here." },
    answered: { title: "Nothing here", text: "Tickets waiting for the customer show up here." },
    closed: { title: "Nothing here", text: "Closed tickets stay here for a minute before they are archived." },
    archived: { title: "The archive is empty", text: "Finished tickets show up here." },
  },
  keys: {
    list: "List",
    ticket: "Ticket",
    composer: "While writing",
    filters: "Filters",
    rest: "Elsewhere",
    next: "Next ticket",
    previous: "Previous ticket",
    open: "Open",
    back: "Back",
    search: "Search",
    answer: "Write a reply",
    note: "Write a note",
    close: "Close",
    reopen: "Reopen",
    archive: "Archive",
    undo: "Undo",
    take: "Assign to me",
    assign: "Assign to somebody",
    card: "Customer’s card",
    send: "Send",
    newLine: "New line",
    canned: "Canned replies",
    leave: "Leave the text field",
    telegram: "Telegram",
    sheet: "This list",
  },
  /** @param {number} count */
  minutes: (count) => `${count} min`,
  /** @param {number} count */
  hours: (count) => `${count} h`,
  /** @param {number} count */
  days: (count) => counted(count, "day"),
  /** @param {string} time */
  waits: (time) => `waiting ${time}`,
  /** @param {readonly string[]} names */
  writing: (names) => `${names.join(", ")} ${names.length === 1 ? "is" : "are"} typing…`,
  /** @param {readonly string[]} names */
  viewedBy: (names) => `${names.join(", ")} ${names.length === 1 ? "is" : "are"} here too`,
  /** @param {string} id */
  member: (id) => `ID ${id}`,
  /** @param {string} name */
  assignedTo: (name) => `Assigned to ${name}`,
  /** @param {number} count */
  unreadCount: (count) => `${count} unread`,
  /** @param {number} count */
  unsent: (count) => `${counted(count, "message")} not sent yet`,
  /** @param {number} count */
  foundCount: (count) => `${count} found`,
  /** @param {string} name @param {number} count */
  several: (name, count) => `${name}: ${counted(count, "new message")}`,
  /** @param {string} name */
  ownMenu: (name) => `${name}: notifications, sound, sign out`,
  /** @param {string} name */
  replyTo: (name) => `Reply to ${name}`,
  /** @param {number} stars */
  stars: (stars) => `${stars} out of 5 stars`,
  /** @param {string} name */
  banTitle: (name) => `Ban ${name}?`,
  /** @param {string} name */
  eraseTitle: (name) => `Erase ${name}?`,
  /** @param {string} word */
  eraseType: (word) => `Type “${word}” to go on`,
  /** @param {number} tickets @param {number} messages @param {number} notes @param {number} files */
  eraseStored: (tickets, messages, notes, files) =>
    `Stored: ${counted(tickets, "ticket")}, ${counted(messages, "message")}, ${counted(notes, "note")}, ${counted(files, "file")}.`,
  /** @param {string} ticket */
  topicWaits: (ticket) => `The topic of #${ticket}, whose customer was erased, is still to be deleted.`,
  /** @param {string} ticket @param {number} posts */
  topicRefused: (ticket, posts) =>
    posts
      ? `Telegram does not delete the topic of #${ticket}, whose customer was erased. Posts that are still there: ${posts}. Delete the topic by hand.`
      : `Telegram does not delete the topic of #${ticket}, whose customer was erased. Its posts are gone.`,
  /** @param {number} percent */
  bringing: (percent) => `Uploading ${percent}%`,
  /** @param {number} seconds @param {number} count */
  telegramBehind: (seconds, count) => `${seconds} s behind, ${count} waiting`,
  /** @param {number} count */
  telegramWaiting: (count) => (count ? `${count} waiting` : "Nothing waiting"),
  /** @param {number} seconds */
  telegramPaused: (seconds) => `asked to pause for ${seconds} s`,
  /**
   * What somebody must repair, by the server's code, with what Telegram said to it.
   * @type {Record<string, (reason: string) => string>}
   */
  telegramTrouble: {
    unauthorized: (reason) => `Telegram doesn’t accept the bot’s token${said(reason)}.`,
    forbidden: (reason) => `The bot isn’t allowed in the group${said(reason)}.`,
    chat_not_found: (reason) => `The group wasn’t found${said(reason)}.`,
    not_forum: () => "The group has no topics. Turn them on in its settings.",
    missing_rights: (reason) => `The bot has too few rights in the group${said(reason)}.`,
    chat_refused: (reason) => `Telegram accepts nothing for the group${said(reason)}.`,
    posted_elsewhere: () => "Telegram posts messages to the wrong topic.",
    refused: (reason) => `Telegram refuses messages${said(reason)}.`,
    conflict: () => "Another program is using this bot.",
  },
  /** @param {number} count */
  undelivered: (count) => `${count} not delivered`,
};
