export default {
  notices: "Notifications",
  dismiss: "Dismiss",
  unreachable: "The server can’t be reached.",
  notLoaded: "This page couldn’t be loaded. Try again.",
  retry: "Try again",
  signOut: "Sign out",
  signOutTitle: "Sign out without sending?",
  cancel: "Cancel",
  /** @param {number} count */
  unsent: (count) => `${count} ${count === 1 ? "message" : "messages"} not sent yet`,
};
