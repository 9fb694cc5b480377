/** @type {typeof import("./en.js").default} */
export default {
  download: "Скачать переписку",
};
