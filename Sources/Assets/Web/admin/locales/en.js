export default {
  notices: "Notices",
  dismiss: "Dismiss",
  unreachable: "The panel can’t reach the server.",
  notLoaded: "This page did not load. Try again.",
  retry: "Try again",
  signOut: "Sign out",
  signOutTitle: "Sign out without sending?",
  cancel: "Cancel",
  /** @param {number} count */
  unsent: (count) => `${count} ${count === 1 ? "message" : "messages"} not sent yet`,
};
