export default {
  before: "Before we start: how can we reach you?",
  after: "How can we reach you if you leave this page?",
  kinds: { name: "Name", email: "E-mail", phone: "Phone", text: "Answer" },
  optional: "(optional)",
  begin: "Start the conversation",
  send: "Send",
  skip: "Skip",
  first: "Fill in the form above, then send.",
  failed: "This wasn’t sent.",
  wrong: "This can’t be right. Please check it.",
  /** What the server may answer, by its code. */
  problems: {
    contact_missing: "Please fill this in.",
    contact_too_long: "This is too long. Please shorten it.",
    contact_email: "This isn’t an e-mail address. It looks like anna@example.com.",
    contact_phone: "This isn’t a phone number. It looks like +1 202 555 0147.",
  },
};
