/** @type {readonly Staff.Filter[]} */
export const filters = ["all", "unread", "mine", "unassigned", "open", "answered", "closed", "archived"];

/**
 * Whether the server would list a ticket so.
 * @param {Staff.Ticket} ticket
 * @param {Staff.Filter} filter
 * @param {Staff.Agent} me
 */
export function matches(ticket, filter, me) {
  const isArchived = ticket.status === "archived";
  switch (filter) {
    case "all": return !isArchived;
    case "mine": return !isArchived && ticket.assigned_agent_id === me.id;
    case "unassigned": return !isArchived && ticket.assigned_agent_id === undefined;
    case "unread": return !isArchived && ticket.unread_by_agents > 0;
    default: return ticket.status === filter;
  }
}
