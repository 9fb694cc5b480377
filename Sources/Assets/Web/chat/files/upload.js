import { APIError, refusal } from "../../base/call.js";
import { timing } from "../../base/timing.js";

/**
 * Sends a file. Only XMLHttpRequest tells how far it has got.
 * @param {string} url
 * @param {string | undefined} token  undefined if the browser shows a cookie
 * @param {File} file
 * @param {AbortSignal} signal
 * @param {(part: number) => void} progress  0 … 1
 * @returns {Promise<Wire.UploadAnswer>}
 */
export function upload(url, token, file, signal, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let timer = setTimeout(stop, timing.uploadStall);
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(stop, timing.uploadStall);
      progress(total ? loaded / total : 0);
    });
    request.addEventListener("loadend", () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", stop);
      const { status, response } = request;
      if (status === 201 && response) resolve(response);
      else if (!status || status === 201) reject(new APIError(0, "no answer"));
      else reject(refusal(status, response, request.getResponseHeader("Retry-After")));
    });
    signal.addEventListener("abort", stop);
    request.open("POST", url);
    request.responseType = "json";
    if (token) request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.send(file);
    if (signal.aborted) stop();
  });
}
