import Domain
import Glibc
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Store

@Suite(.serialized, .timeLimit(.minutes(2))) struct SearchTests {
    let folder = TemporaryFolder()

    func say(_ text: String, _ desk: Desk) async throws -> Desk.PostedMessage {
        let token = try await desk.openSession(context: VisitorContext()).token
        return try await desk.post(Desk.UserMessage(text: MessageText(text)), by: token)
    }

    func index(_ desk: Desk) async throws {
        let indexer = SearchIndexer(desk: desk)
        while try await indexer.step() {}
    }

    func found(_ text: String, _ desk: Desk, limit: Int = 20) async throws -> [String] {
        try await desk.search(SearchQuery(text), before: nil, limit: limit).texts.map(\.entry.text)
    }

    @Test func words_areFoundInAllTheirForms_theNewestFirst() async throws {
        let desk = try Desk(folder: folder.path, isMirrored: false)
        for text in ["Где мой заказ?", "Заказами занимаюсь я", "ещё ёлка", "Two orders, please", "café", "другое"] {
            _ = try await say(text, desk)
        }
        let before = try await desk.search(SearchQuery("заказ"), before: nil, limit: 5)
        #expect(!before.isComplete && before.texts.isEmpty)
        try await index(desk)
        let cases = [
            ("заказы", ["Заказами занимаюсь я", "Где мой заказ?"]), ("мой заказ", ["Где мой заказ?"]),
            ("еще", ["ещё ёлка"]), ("елка", ["ещё ёлка"]), ("order", ["Two orders, please"]), ("cafe", ["café"]),
            ("нет", []), ("\"", []),
        ]
        for (query, texts) in cases where query != "\"" {
            let seen = try await found(query, desk)
            #expect(seen == texts, "\(query)")
        }
        let complete = try await desk.search(SearchQuery("заказ"), before: nil, limit: 1)
        #expect(complete.isComplete && complete.next != nil)
        let second = try await desk.search(SearchQuery("заказ"), before: complete.next, limit: 1)
        #expect(second.texts.map(\.entry.text) == ["Где мой заказ?"])
    }

    @Test func editedText_isFoundAsItIs_andDeletedTextNotAtAll() async throws {
        let desk = try Desk(folder: folder.path, isMirrored: false)
        let edited = try await say("the lamp", desk)
        let deleted = try await say("the candle", desk)
        try await index(desk)
        try await desk.store.write { transaction in
            let text = try MessageText("the lantern")
            try transaction.edit(edited.message, user: edited.ticket.user, text: text, now: .now())
            try transaction.delete(deleted.message, user: deleted.ticket.user, now: .now())
        }
        try await index(desk)
        #expect(try await found("lamp", desk) == [])
        #expect(try await found("lantern", desk) == ["the lantern"])
        #expect(
            try desk.store.search.messages(SearchQuery("candle"), before: MessageID(rawValue: .max), limit: 9) == [])
    }

    @Test func tickets_areFoundBySubjectAndNumber_andUsersByTheirNumbers() async throws {
        let desk = try Desk(folder: folder.path, isMirrored: false)
        let token = try await desk.openSession(context: VisitorContext()).token
        let first = Desk.UserMessage(text: try MessageText("Что с ним?"))
        let ticket = try await desk.openTicket("Заказ 1042 не пришёл", first, by: token).ticket
        let other = try await say("another", desk).ticket
        try await desk.store.write { transaction in
            let anna = VisitorIdentity(externalID: "anna", isVerified: true, memberID: "M-20017")
            try transaction.setIdentity(anna, of: ticket.user, now: .now())
        }
        try await index(desk)
        let cases: [(query: String, tickets: [TicketID])] = [
            ("заказы", [ticket.id]), ("1042", [ticket.id]), ("#\(ticket.id)", [ticket.id]),
            ("№ \(other.id)", [other.id]), ("пришел заказ", [ticket.id]), ("0", []), ("99999999999999999999", []),
        ]
        for (query, tickets) in cases {
            let found = try await desk.search(SearchQuery(query), before: nil, limit: 9)
            #expect(found.tickets.map(\.ticket.id) == tickets, "\(query)")
            let second = try await desk.search(SearchQuery(query), before: MessageID(rawValue: 1), limit: 9)
            #expect(second.tickets.isEmpty)
        }
        for query in ["M-20017", "20017", "anna"] {
            #expect(try await desk.search(SearchQuery(query), before: nil, limit: 9).users.count == 1, "\(query)")
        }
    }

    @Test func notes_areFoundAmongTheMessages() async throws {
        let desk = try Desk(folder: folder.path, isMirrored: false)
        let posted = try await say("the lamp is broken", desk)
        let note = try await desk.note(MessageText("Lamps of this batch break"), in: posted.ticket.id, by: nil).note
        _ = try await say("another lamp", desk)
        try await index(desk)
        let results = try await desk.search(SearchQuery("lamp"), before: nil, limit: 9)
        #expect(results.texts.map(\.entry.text) == ["another lamp", note.text, "the lamp is broken"])
        guard case .note(let hit) = results.texts[1].entry else {
            Issue.record("the note is no note")
            return
        }
        #expect(hit == note && results.texts[1].listing.ticket.id == posted.ticket.id)
        let next = try await desk.search(SearchQuery("batch"), before: MessageID(rawValue: note.id.rawValue), limit: 9)
        #expect(next.texts.isEmpty)
    }

    @Test func users_areFoundByNameAndAddress_asTheyAreNow() async throws {
        let desk = try Desk(folder: folder.path, isMirrored: false)
        let ticket = try await say("hi", desk).ticket
        _ = try await desk.rename(userOf: ticket.id, to: "Анна Каренина", by: .tester)
        try await index(desk)
        var hits = try await desk.search(SearchQuery("Карениной"), before: nil, limit: 5).users
        #expect(hits.map(\.card.user.name) == ["Анна Каренина"] && hits.first?.newest?.id == ticket.id)
        _ = try await desk.rename(userOf: ticket.id, to: "Китти", by: .tester)
        try await index(desk)
        hits = try await desk.search(SearchQuery("Карениной"), before: nil, limit: 5).users
        #expect(hits.isEmpty)
        hits = try await desk.search(SearchQuery("Китти"), before: nil, limit: 5).users
        #expect(hits.count == 1)
    }

    /// Whoever meets the damage first: the indexer, or a search.
    @Test(arguments: [false, true], [false, true])
    func damagedIndex_isMadeAnew_andHoldsUpNothing(metBySearch: Bool, isWholeFile: Bool) async throws {
        do {
            let desk = try Desk(folder: folder.path, isMirrored: false)
            let ticket = try await say("the lamp", desk).ticket
            _ = try await desk.rename(userOf: ticket.id, to: "Anna", by: .tester)
            try await index(desk)
            desk.close()
        }
        let desk = try Desk(folder: folder.path, isMirrored: false)
        try damageIndex(isWholeFile: isWholeFile)
        if metBySearch {
            do {
                let results = try await desk.search(SearchQuery("lamp"), before: nil, limit: 9)
                #expect(!results.isComplete)
            } catch let error as StoreError {
                #expect(error.obstacle != nil, "\(error)")
            }
        }
        let running = Task { await SearchIndexer(desk: desk).run() }
        _ = try await say("another lamp", desk)
        try await eventually {
            let results = try? await desk.search(SearchQuery("lamp"), before: nil, limit: 9)
            return results?.isComplete == true && results?.texts.count == 2
        }
        #expect(try await found("lamp", desk) == ["another lamp", "the lamp"])
        #expect(try await desk.search(SearchQuery("anna"), before: nil, limit: 9).users.count == 1)
        #expect(desk.store.damage == nil)
        running.cancel()
        await running.value
    }

    /// Overwrites the index but for what it begins with and how far it has come, or all of it.
    private func damageIndex(isWholeFile: Bool) throws {
        let path = folder.path + "/search.db"
        var kept: Set<Int> = []
        if !isWholeFile {
            let connection = try Connection(path: path, access: .readOnly)
            let progress: Int? = try connection.first("SELECT rootpage FROM sqlite_schema WHERE name = 'progress'") {
                try $0[0]
            }
            kept = [1, try #require(progress)]
        }
        let file = try #require(fopen(path, "r+"))
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let pages = ftell(file) / 4096
        try #require(pages > 10)
        for page in 1...pages where !kept.contains(page) {
            fseek(file, (page - 1) * 4096, SEEK_SET)
            fwrite([UInt8](repeating: 0xA5, count: 4096), 1, 4096, file)
        }
    }

    @Test func indexer_catchesUpAfterARestart_andFollowsWhatIsSaid() async throws {
        do {
            let desk = try Desk(folder: folder.path, isMirrored: false)
            _ = try await say("before the restart", desk)
            desk.close()
        }
        let desk = try Desk(folder: folder.path, isMirrored: false)
        let running = Task { await SearchIndexer(desk: desk).run() }
        _ = try await say("after the restart", desk)
        try await eventually {
            (try? desk.store.search.messages(SearchQuery("restart"), before: MessageID(rawValue: .max), limit: 9).count)
                == 2
        }
        running.cancel()
        await running.value
    }
}
