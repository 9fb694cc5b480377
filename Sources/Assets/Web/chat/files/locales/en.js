export default {
  drop: "Drop files to attach them",
  picked: "Attached files",
  uploading: "Uploading… Your message will be sent once the files are uploaded.",
  uploadFailed: "Upload failed. Check your connection and try again.",
  uploadDelays: {
    network: "No connection. The upload goes on when you’re back online, so keep this page open.",
    server: "Not uploaded yet. We keep trying, so keep this page open.",
  },
  notUploaded: "Some files didn’t upload. Try again or remove them, then send.",
  fileLoading: "Loading…",
  fileFailed: "Can’t be shown here. Press to download it.",
  fileExpired: "Removed: files are kept for a limited time.",
  fileGone: "Not available. Ask us to send it again.",
  play: "Play",
  pause: "Pause",
  position: "Position",
  picture: "Picture",
  previous: "Previous picture",
  next: "Next picture",
  download: "Download",
  closePicture: "Close picture",
  /** @param {string} name */
  remove: (name) => `Remove ${name}`,
  /** @param {string} name */
  fileEmpty: (name) => `“${name}” is empty. Choose another file.`,
  /** @param {string} name */
  fileUnreadable: (name) => `“${name}” can’t be read any more. Remove it and choose it again.`,
  /** @param {string} name @param {string} most */
  fileTooLarge: (name, most) => `“${name}” is larger than ${most}. Compress it or split it.`,
  /** @param {number} most */
  tooManyFiles: (most) => `You can attach up to ${most} files to a message. Send these, then add the rest.`,
};
