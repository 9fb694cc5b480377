import HTTPEngine
import HTTPTypes

extension WebAPI {
    /// All addresses except the pages' files, and who may use them.
    func routes(into table: inout RouteTable, statistics: @escaping @Sendable () -> ServerStatistics) {
        let body = BodyPolicy.collect(upTo: RequestLimit.bodyBytes)
        let file = BodyPolicy.spool(upTo: options.largestFile)
        let staffFile = BodyPolicy.spool(upTo: options.largestStaffFile)

        // The visitor's running conversation.
        table.site(.post, "/api/support/session", body: body, .async(openSession))
        table.site(.post, "/api/support/identify", body: body, .async(identify))
        table.visitor(.post, "/api/support/sign-out", .async(signOut))
        table.site(.post, "/api/support/chat/send", body: body, .async(send))
        table.visitor(.get, "/api/support/chat/poll", .async(poll))
        table.visitor(.get, "/api/support/chat/history", .sync(history))
        table.visitor(.post, "/api/support/chat/typing", body: body, .sync(typing))
        table.visitor(.post, "/api/support/chat/read", body: body, .async(read))
        table.visitor(.post, "/api/support/contact", body: body, limits: [.profile], .async(giveContact))
        table.visitor(.post, "/api/support/attributes", body: body, limits: [.profile], .async(setAttributes))
        table.visitor(
            .post, "/api/support/files", body: file, limits: [.upload], admit: admitUpload, .async(upload))
        table.visitor(.post, "/api/support/files/links", body: body, .async(fileLinks))
        table.socket("/api/realtime", .sync(realtime))

        // A visitor's own tickets.
        table.visitor(.get, "/api/tickets", .sync(ownTickets))
        table.visitor(.post, "/api/tickets", body: body, limits: [.openTicket], .async(openTicket))
        table.visitor(.get, "/api/tickets/{id}", .sync(ownTicket))
        table.visitor(.get, "/api/tickets/{id}/messages", .sync(ticketHistory))
        table.visitor(.post, "/api/tickets/{id}/messages", body: body, limits: [.send], .async(sendInTicket))
        table.visitor(.post, "/api/tickets/{id}/typing", body: body, .sync(typeInTicket))
        table.visitor(.post, "/api/tickets/{id}/read", body: body, .async(readTicket))
        table.visitor(.post, "/api/tickets/{id}/close", body: body, limits: [.mark], .async(closeTicket))
        table.visitor(.post, "/api/tickets/{id}/reopen", body: body, limits: [.mark], .async(reopenTicket))
        table.visitor(.post, "/api/tickets/{id}/rating", body: body, limits: [.mark], .async(rateTicket))
        table.visitor(.post, "/api/tickets/{id}/transcript", body: body, .sync(transcriptLink))

        // Files and whole conversations, by links that need no credentials.
        table.open(.get, "/files/{id}", .sync(serveFile))
        table.open(.get, "/transcripts/{id}", .sync(serveTranscript))
        // Mail programs and people end mail by links in it. A GET changes nothing: filters of mail follow every link.
        table.open(.get, "/mail/unsubscribe/{key}", .sync(showUnsubscribe))
        table.open(.post, "/mail/unsubscribe/{key}", body: body, .async(unsubscribe))
        table.bearer(.get, "/api/bring/{id}", find: awaitedFile, .sync(showAwaitedFile))
        table.bearer(
            .post, "/api/bring/{id}", body: staffFile, find: awaitedFile, admit: admitBring, .async(bring))

        // Telegram, and the programs that set it up.
        table.bearer(
            .post, "/api/telegram/webhook", body: .collect(upTo: RequestLimit.updateBytes), find: requireTelegram,
            .async(receiveUpdate))
        table.program(.post, "/api/telegram/setup-webhook", body: body, .async(setUpWebhook))
        table.program(.get, "/api/telegram/webhook-info", .async(webhookInfo))

        // The staff's accounts.
        table.open(.get, "/api/admin/sign-in", .sync(waysIn))
        table.open(.post, "/api/admin/sign-in", body: body, .async(signIn))
        table.account(.post, "/api/admin/sign-out", .async(signOutStaff))
        table.staff(.get, "/api/admin/me", .sync(me))
        table.open(.post, "/api/admin/password", body: body, .async(setPassword))
        table.staff(.get, "/api/admin/sessions", .sync(listSessions))
        table.staff(.delete, "/api/admin/sessions", .async(endSessions))
        table.staff(.delete, "/api/admin/sessions/{id}", .async(endSession))
        table.account(.post, "/api/admin/totp", body: body, .async(setSecondFactor))
        table.account(.delete, "/api/admin/totp", body: body, .async(removeSecondFactor))
        table.account(.post, "/api/admin/telegram", body: body, .async(linkTelegram))

        // The settings of administrators.
        table.admin(.get, "/api/admin/api-keys", .sync(listAPIKeys))
        table.admin(.post, "/api/admin/api-keys", body: body, .async(makeAPIKey))
        table.admin(.delete, "/api/admin/api-keys/{id}", .async(removeAPIKey))
        table.staff(.get, "/api/admin/widget", .sync(widgetLook))
        table.admin(.put, "/api/admin/widget", body: body, .async(setWidgetLook))
        table.staff(.get, "/api/admin/hours", .sync(teamHours))
        table.admin(.put, "/api/admin/hours", body: body, .async(setTeamHours))
        table.staff(.get, "/api/admin/contact-form", .sync(contactForm))
        table.admin(.put, "/api/admin/contact-form", body: body, .async(setContactForm))
        table.admin(.get, "/api/admin/agents", .sync(listAgents))
        table.admin(.post, "/api/admin/agents", body: body, .async(addAgent))
        table.admin(.patch, "/api/admin/agents/{id}", body: body, .async(changeAgent))
        table.admin(.get, "/api/admin/users/{id}/stored", .sync(storedOfUser))
        table.admin(.delete, "/api/admin/users/{id}", .async(eraseUser))
        table.admin(.get, "/api/admin/erasures", .sync(erasures))

        table.admin(.get, "/api/admin/audit", .sync(auditLog))
        table.admin(.get, "/api/admin/audit/export", .async(exportAuditLog))

        // The panel.
        table.staff(.get, "/api/admin/tickets", .sync(staffTickets))
        table.staff(.get, "/api/admin/tickets/counts", .sync(ticketCounts))
        table.staff(.get, "/api/admin/assignees", .sync(assignees))
        table.staff(.get, "/api/admin/tickets/{id}", .sync(staffTicket))
        table.staff(.get, "/api/admin/tickets/{id}/messages", .sync(staffHistory))
        table.staff(.post, "/api/admin/tickets/{id}/messages", body: body, .async(answer))
        table.staff(.post, "/api/admin/tickets/{id}/notes", body: body, .async(addNote))
        table.staff(.post, "/api/admin/tickets/{id}/status", body: body, .async(setStatus))
        table.staff(.post, "/api/admin/tickets/{id}/assignee", body: body, .async(assign))
        table.staff(.post, "/api/admin/tickets/{id}/transcript", body: body, .async(staffTranscriptLink))
        table.staff(.post, "/api/admin/tickets/{id}/typing", body: body, .sync(staffTyping))
        table.staff(.post, "/api/admin/tickets/{id}/read", body: body, .async(staffRead))
        table.staff(.patch, "/api/admin/tickets/{id}/user", body: body, .async(renameUser))
        table.staff(.post, "/api/admin/tickets/{id}/ban", body: body, .async(banUser))
        table.staff(.post, "/api/admin/tickets/{id}/unban", body: body, .async(unbanUser))
        table.staff(.get, "/api/admin/canned-replies", .sync(cannedReplies))
        table.staff(.post, "/api/admin/canned-replies", body: body, .async(addCannedReply))
        table.staff(.patch, "/api/admin/canned-replies/{id}", body: body, .async(changeCannedReply))
        table.staff(.delete, "/api/admin/canned-replies/{id}", .async(removeCannedReply))
        table.staff(
            .post, "/api/admin/files", body: staffFile, limits: [.upload], admit: admitStaffUpload,
            .async(uploadByStaff))
        table.staff(.post, "/api/admin/files/links", body: body, .async(staffFileLinks))
        table.staff(.get, "/api/admin/undelivered", .sync(undelivered))
        table.staff(.get, "/api/admin/telegram", .sync(telegramState))
        table.staff(.get, "/api/admin/search", .async(search))
        table.staff(.get, "/api/admin/poll", .async(staffPoll))
        table.open(.get, "/api/admin/realtime", .sync(staffRealtime))

        // Monitoring.
        table.open(.get, "/healthz", isCounted: false, .sync(health))
        table.open(.get, "/readyz", isCounted: false, .async(readiness))
        // Numbers tell how busy somebody's desk is, so they are not for everybody.
        table.staff(.get, "/metrics", .async { _, _ in try await metrics(statistics()) })
    }
}

/// The largest bodies of requests, by purpose.
enum RequestLimit {
    /// The longest message as JSON with every character escaped, and room for the page's address.
    static let bodyBytes = 64 * 1024
    /// Telegram's largest update is 512 KiB.
    static let updateBytes = 1024 * 1024
    /// A host's name has 253 characters at most (RFC 1035 §2.3.4), and a port follows.
    static let longestHost = 260
}
