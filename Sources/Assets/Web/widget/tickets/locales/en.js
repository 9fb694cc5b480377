export default {
  list: "Tickets",
  toList: "Your tickets",
  back: "Back",
  inCabinet: "All tickets, and new ones",
  chatSubject: "Chat on the site",
  filters: "Which tickets are shown",
  all: "All",
  status: { open: "Open", answered: "Answered", closed: "Closed", archived: "Archived" },
  /** The same, of several. */
  counted: { open: "Open", answered: "Answered", closed: "Closed", archived: "Archived" },
  noneSuch: {
    all: "Nothing here. Closed tickets are in the archive.",
    open: "Nothing waits for our answer.",
    answered: "Nothing waits for yours.",
    closed: "Nothing was closed just now.",
    archived: "The archive is empty.",
  },
  /** @param {number} count */
  unreadIn: (count) => (count === 1 ? "1 unread message" : `${count} unread messages`),
};
