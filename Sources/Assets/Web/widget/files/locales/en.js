export default {
  drop: "Drop files to attach them",
  picked: "Attached files",
  uploading: "Uploading… The message goes out once the files are up.",
  uploadFailed: "Did not upload. Check your connection.",
  notUploaded: "Some files did not upload. Try again or remove them, then send.",
  tooManyUnsent: "Too many files wait to be sent. Send those first, or come back tomorrow.",
  fileRefused: "Files of this kind are not accepted. Send a JPEG, a PDF or a ZIP archive.",
  fileMalformed: "The file is damaged. Save it again or choose another one.",
  fileLoading: "Loading…",
  fileFailed: "Can’t be shown here. Press to save it.",
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
  /** @param {string} name @param {string} most */
  fileTooLarge: (name, most) => `“${name}” is larger than ${most}. Make it smaller or split it.`,
  /** @param {number} most */
  tooManyFiles: (most) => `One message takes ${most} files. Send these, then add the rest.`,
};
