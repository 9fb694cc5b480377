/** Every duration of the widget, in milliseconds. */
export const timing = Object.freeze({
  /** A request that has not been answered by then is given up. */
  request: 20_000,

  /** A WebSocket that has not said "ready" by then is blocked by something on the way. */
  handshake: 5_000,
  ping: 25_000,
  /** A socket that answers no ping for so long is half dead. */
  pong: 10_000,
  /** What the server is asked to hold a long poll for, at most: proxies commonly cut a silent request at 30 s. */
  longPollWait: 25_000,
  /** The first long poll returns soon, so that the visitor soon knows whether it works. */
  longPollFirstWait: 1_000,
  /** What a long poll may take beyond its wait. */
  longPollSlack: 8_000,
  /** Something on the way may answer a long poll at once and with nothing: this bounds how often that is tried. */
  longPollRest: 200,
  pollInterval: 2_500,

  /** An upload that gets no further for so long is given up. */
  uploadStall: 30_000,
  /** The address of a file is not used in its last moments: what it loads has to begin before. */
  linkMargin: 60_000,

  /** Attempts are spread over 0.5 s … 30 s: quick enough for a restart, slow enough for an outage. */
  retryFirst: 500,
  retryLast: 30_000,
  /** While on a worse transport, the better ones are tried again at growing intervals. */
  probeFirst: 15_000,
  /** The first interval when the better transport has worked before on this page: the server was merely away. */
  probeAgain: 1_000,
  probeLast: 300_000,
  /** A connection that lasted so long was a good one: what went wrong before it no longer counts. */
  stable: 10_000,
  /** The visitor is not told of an interruption shorter than this. */
  grace: 2_000,

  /** The signal that the visitor is writing is repeated, and ends, after so long. */
  typing: 2_000,
  /** The staff's signal is good for so long. */
  typingExpiry: 5_000,
  /** Read marks are gathered for so long before one is sent. */
  read: 300,
});
