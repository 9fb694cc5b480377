/**
 * What a customer is called.
 * @param {Staff.User} user
 * @param {Staff.Words} words
 */
export function displayName({ id, name, email }, words) {
  return name ?? email ?? `${words.visitor} ${id}`;
}

/**
 * Whether the site has said who it is, and proven it.
 * @param {Staff.User} user
 */
export function certainty({ external_id: external, verified }) {
  return external === undefined ? "anonymous" : verified ? "verified" : "unverified";
}
