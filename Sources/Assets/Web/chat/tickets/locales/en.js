export default {
  list: "Tickets",
  toList: "Your tickets",
  back: "Back",
  inCabinet: "View all tickets",
  chatSubject: "Chat on the site",
  filters: "Filter tickets",
  all: "All",
  status: { open: "Open", answered: "Answered", closed: "Closed", archived: "Archived" },
  /** The same, of several. */
  counted: { open: "Open", answered: "Answered", closed: "Closed", archived: "Archived" },
  noneSuch: {
    all: "No tickets here. Closed ones are in the archive.",
    open: "No open tickets.",
    answered: "No answered tickets.",
    closed: "No recently closed tickets.",
    archived: "The archive is empty.",
  },
  /** @param {number} count */
  unreadIn: (count) => (count === 1 ? "1 unread message" : `${count} unread messages`),
};
