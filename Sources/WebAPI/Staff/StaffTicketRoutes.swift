import Domain
import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// What the staff's panel does with conversations.
    func addStaffTickets(to router: inout Router) {
        let body = BodyPolicy.collect(upTo: RequestLimit.bodyBytes)
        router.on(.get, "/api/admin/tickets", sync: staffTickets)
        router.on(.get, "/api/admin/tickets/counts", sync: ticketCounts)
        router.on(.get, "/api/admin/assignees", sync: assignees)
        router.on(.get, "/api/admin/tickets/{id}", sync: staffTicket)
        router.on(.get, "/api/admin/tickets/{id}/messages", sync: staffHistory)
        router.on(.post, "/api/admin/tickets/{id}/messages", body: body, async: answer)
        router.on(.post, "/api/admin/tickets/{id}/notes", body: body, async: addNote)
        router.on(.post, "/api/admin/tickets/{id}/status", body: body, async: setStatus)
        router.on(.post, "/api/admin/tickets/{id}/assignee", body: body, async: assign)
        router.on(.post, "/api/admin/tickets/{id}/typing", body: body, sync: staffTyping)
        router.on(.post, "/api/admin/tickets/{id}/read", body: body, async: staffRead)
        router.on(.patch, "/api/admin/tickets/{id}/user", body: body, async: renameUser)
        router.on(.post, "/api/admin/tickets/{id}/ban", body: body, async: banUser)
        router.on(.post, "/api/admin/tickets/{id}/unban", body: body, async: unbanUser)
        router.on(.get, "/api/admin/canned-replies", sync: cannedReplies)
        router.on(.post, "/api/admin/canned-replies", body: body, async: addCannedReply)
        router.on(.patch, "/api/admin/canned-replies/{id}", body: body, async: changeCannedReply)
        router.on(.delete, "/api/admin/canned-replies/{id}", async: removeCannedReply)
        router.on(
            .post, "/api/admin/files", body: .spool(upTo: options.largestStaffFile), admit: admitStaffUpload,
            async: uploadByStaff)
        router.on(.post, "/api/admin/files/links", body: body, async: staffFileLinks)
        router.on(.get, "/api/admin/undelivered", sync: undelivered)
        router.on(.get, "/api/admin/telegram", sync: telegramState)
        router.on(.get, "/api/admin/search", async: search)
        router.on(.get, "/api/admin/poll", async: staffPoll)
        router.on(.get, "/api/admin/realtime", sync: staffRealtime)
    }
}
