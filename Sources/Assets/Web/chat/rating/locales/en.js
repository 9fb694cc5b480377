export default {
  question: "How did we do?",
  comment: "What went well, and what didn’t? (optional)",
  rate: "Send rating",
  change: "Change",
  thanks: "Thank you for your rating.",
  rateFailed: "Your rating wasn’t sent.",
  /** @param {number} count */
  stars: (count) => `${count} out of 5 stars`,
};
