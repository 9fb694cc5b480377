export default {
  notices: "Notices",
  dismiss: "Dismiss",
  unreachable: "The panel can’t reach the server.",
  retry: "Try again",
};
