export default {
  show: "Show",
  hide: "Hide",
  showPassword: "Show the password",
  hidePassword: "Hide the password",
  copy: "Copy",
  copied: "Copied",
  copyFailed: "Copying is not allowed here: select the text and copy it yourself.",
  cancel: "Cancel",
  close: "Close",
  done: "Done",
  required: "Fill this in.",
  /** @param {string} time */
  throttled: (time) => `Too many attempts. Try again in ${time}.`,
  again: "You can try again now.",
  offline: "The server can’t be reached. Check the connection and try again.",
  unknown: "Something went wrong on the server. Try again in a moment.",
  /**
   * By the server's code.
   * @type {Record<string, string>}
   */
  problems: {
    unauthorized: "Your session has ended. Reload the page and sign in again.",
    sign_in_refused: "That is not right. Check it and try again.",
    forbidden: "Only administrators may do this.",
    cross_site: "The server took this for a call of another site. Open the panel at its own address, and behind a proxy set OTVET_PUBLIC_URL.",
    not_found: "This is gone already. Reload the page.",
    name_taken: "Somebody on the team has this name. Choose another.",
    shortcut_taken: "Another canned reply has this shortcut. Choose another.",
    telegram_taken: "This Telegram account is linked to a colleague’s account.",
    second_factor_is_on: "The second factor is on already. Reload the page.",
    invitation_expired: "This link has been used or is too old.",
    too_many: "There are as many as there can be. Remove some first.",
    message_empty: "Write the text first.",
    message_too_long: "The text is too long: 8,000 characters at most.",
    invalid_code: "This code is wrong or has been used. Wait for the next one.",
    invalid_name: "A name has 1 to 100 characters on one line.",
    invalid_shortcut: "A shortcut has 1 to 32 letters, digits, - and _.",
    invalid_title: "A title has 1 to 100 characters.",
  },
  strength: {
    /** @param {number} missing */
    short: (missing) => (missing === 1 ? "1 more character" : `${missing} more characters`),
    long: "Too long: 256 characters at most",
    fair: "Fair. Longer is stronger.",
    good: "Good",
    strong: "Strong",
    advice: "10 characters or more. Four words that nobody would put together are easy to remember.",
  },
};
