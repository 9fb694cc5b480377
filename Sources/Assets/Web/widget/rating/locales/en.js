export default {
  question: "How did we do?",
  comment: "What went well, what did not? (optional)",
  rate: "Send rating",
  change: "Change",
  thanks: "Thank you for your rating.",
  rateFailed: "The rating was not sent. Check your connection and try again.",
  /** @param {number} count */
  stars: (count) => (count === 1 ? "1 star of 5" : `${count} stars of 5`),
};
