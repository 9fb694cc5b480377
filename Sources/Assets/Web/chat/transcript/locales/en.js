export default {
  download: "Download conversation",
};
