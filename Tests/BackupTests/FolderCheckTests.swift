import CSQLite
import Domain
import Glibc
import TestSupport
import Testing

@testable import Backup
@_spi(Channel) @testable import Desk
@testable import Store

/// What is wrong in a data folder is found, and what is not is not.
@Suite(.serialized, .timeLimit(.minutes(2))) struct FolderCheckTests {
    /// Whatever people do, what is kept is what would be counted.
    @Test(arguments: 1...4) func folderInUse_isWell(seed: UInt64) async throws {
        let desk = try await DeskWithFiles()
        var random = SplitMix(seed: seed)
        let agent = try await desk.desk.addAgent(AgentName("Olga"), login: nil, role: .agent, by: .tester).account.agent
        var messages: [(ticket: TicketID, id: MessageID)] = []
        var tokens = [desk.token]
        for step in 0..<150 {
            let token = tokens.randomElement(using: &random) ?? desk.token
            let (ticket, newest) = messages.randomElement(using: &random).map { ($0.ticket, $0.id) } ?? (nil, nil)
            switch Int.random(in: 0..<12, using: &random) {
            case 0, 1:
                let text = try MessageText("line \(step)")
                let posted = try await desk.desk.post(Desk.UserMessage(text: text), by: token)
                messages.append((posted.ticket.id, posted.message.id))
            case 2:
                try await desk.say("with a file", with: desk.bring())
            case 3: try await desk.bring()
            case 4: try await desk.removeUnsentFiles()
            case 5:
                tokens.append(try await desk.desk.openSession(context: VisitorContext()).token)
            case 6:
                guard let ticket else { continue }
                let answer = Desk.StaffMessage(text: try MessageText("answer \(step)"))
                let posted = try await desk.desk.answer(answer, in: ticket, by: agent, as: .agent(agent.id))
                messages.append((ticket, posted.message.id))
            case 7:
                guard let ticket, let newest else { continue }
                _ = try await desk.desk.markRead(upTo: newest, inStaffs: ticket)
            case 8:
                guard let newest else { continue }
                _ = try? await desk.desk.markRead(upTo: newest, in: nil, by: token)  // nothing to read is refused
            case 9:
                guard let ticket else { continue }
                let action = Desk.StatusAction.allCases.randomElement(using: &random) ?? .close
                _ = try await desk.desk.setStatus(action, of: ticket, by: .agent(agent))
            case 10:
                guard let ticket else { continue }
                let isTaken = Bool.random(using: &random)
                _ = try await desk.desk.assign(ticket, to: isTaken ? .agent(agent.id) : .nobody, by: .tester)
            default:
                let identity = VisitorIdentity(externalID: "\(Int.random(in: 0..<3, using: &random))", isVerified: true)
                let identified = try await desk.desk.identify(token, as: identity, context: VisitorContext())
                guard let new = identified.newToken else { continue }
                // The one of the fixture brings files, and has ended.
                guard let index = tokens.firstIndex(where: { $0.text == token.text }), index > 0 else {
                    return try check(desk.data)
                }
                tokens[index] = new
            }
        }
        try check(desk.data)
    }

    private func check(_ folder: String) throws {
        let found = try FolderCheck(folder: folder)
        #expect(found.isWell, "\(found)")
    }

    /// A folder that is used no more, with two files.
    private func closedFolder() async throws -> (folder: TemporaryFolder, data: String) {
        let desk = try await DeskWithFiles()
        for number in 0..<60 { try await desk.say("line \(number)") }
        try await desk.say("first", with: desk.bring())
        try await desk.say("second", with: desk.bring())
        return (desk.folder, desk.data)
    }

    /// As when the first that staff write in a topic is a note.
    @Test func ticketWithoutMessages_isWell() async throws {
        let desk = try await DeskWithFiles()
        let user = try desk.desk.session(desk.token).user.id
        _ = try await desk.desk.store.write { transaction in
            try transaction.openTicket(for: user, subject: "empty", clientID: nil, now: .now())
        }
        try check(desk.data)
    }

    @Test func wrongNumbers_areFoundEach_andCountedAgain() async throws {
        let (folder, data) = try await closedFolder()
        let wrongs = [
            "UPDATE tickets SET last_message_id = 0", "UPDATE tickets SET unread_by_user = 7",
            "UPDATE tickets SET unread_by_agents = 7", "UPDATE ticket_counts SET total = 7",
            "UPDATE users SET file_bytes = 7", "UPDATE stored_files SET bytes = 7",
        ]
        for (value, wrong) in zip(DerivedValue.allCases, wrongs) {
            try await alter(data, by: wrong)
            #expect(try FolderCheck(folder: data).wrong.keys.contains(value))
            try await FolderCheck(folder: data).repair(folder: data)
            #expect(try FolderCheck(folder: data).isWell)
        }
        withExtendedLifetime(folder) {}
    }

    @Test func filesThatAreGoneOrChanged_areNamed_andSoIsDamage() async throws {
        let (folder, data) = try await closedFolder()
        #expect(try FolderCheck(folder: data).files == 2)
        let paths = try contents(of: data + "/files")
        unlink(paths[0])
        try change(paths[1])
        let found = try FolderCheck(folder: data)
        #expect(Set(found.lostFiles.map { data + "/files/" + $0 }) == Set(paths))
        try scramble(data + "/otvet.db")
        #expect(try !FolderCheck(folder: data).damage.isEmpty)
        withExtendedLifetime(folder) {}
    }

    /// What was taken in, what has changed since and what the search has yet to hear of are all well.
    @Test func searchThatFollows_isWell_andOneThatDiffers_isFoundAndMadeAnew() async throws {
        let (folder, data, changed) = try await {
            let desk = try await DeskWithFiles()
            let indexer = SearchIndexer(desk: desk.desk)
            let said = try await desk.desk.openTicket(
                "A subject", Desk.UserMessage(text: try MessageText("Said")), by: desk.token)
            for number in 0..<5 { try await desk.say("Line \(number)") }
            let identity = VisitorIdentity(externalID: "7", isVerified: true, name: "Ivan")
            _ = try await desk.desk.identify(desk.token, as: identity, context: VisitorContext())
            while try await indexer.step() {}
            try check(desk.data)
            let user = said.ticket.user
            try await desk.desk.store.write { transaction in
                try transaction.edit(said.message, user: user, text: MessageText("Changed"), now: .now())
            }
            #expect(try FolderCheck(folder: desk.data).search?.wrong == 0)
            while try await indexer.step() {}
            try check(desk.data)
            return (desk.folder, desk.data, said.message.id)
        }()
        let wrongs = [
            "DELETE FROM messages WHERE rowid = (SELECT max(rowid) FROM messages)",
            "UPDATE messages SET text = 'other' WHERE rowid = \(changed)",
            "INSERT INTO messages (rowid, text) VALUES (99999, 'gone')", "UPDATE subjects SET text = 'other'",
            "DELETE FROM users",
        ]
        for (count, wrong) in wrongs.enumerated() {
            try run(wrong, in: data, "search.db")
            #expect(try FolderCheck(folder: data).search?.wrong == count + 1, "\(wrong)")
        }
        let found = try FolderCheck(folder: data)
        #expect(!found.isWell && found.isRepairable)
        try await found.repair(folder: data)
        try check(data)
        let desk = try Desk(folder: data, isMirrored: false)
        defer { desk.close() }
        while try await SearchIndexer(desk: desk).step() {}
        try check(data)
        #expect(try await desk.search(SearchQuery("changed"), before: nil, limit: 5).texts.count == 1)
        #expect(try await desk.search(SearchQuery("ivan"), before: nil, limit: 5).users.count == 1)
        withExtendedLifetime(folder) {}
    }

    @Test func damagedSearch_isFoundAndMadeAnew() async throws {
        let (folder, data) = try await closedFolder()
        let lines = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)"
        try run(
            "INSERT INTO messages (rowid, text) \(lines) SELECT i, hex(randomblob(500)) FROM n",
            in: data, "search.db")
        try scramble(data + "/search.db")
        let found = try FolderCheck(folder: data)
        #expect(found.damage.isEmpty && found.search?.damage.isEmpty == false && found.isRepairable)
        try await found.repair(folder: data)
        try check(data)
        withExtendedLifetime(folder) {}
    }

    @Test func folderWithoutADatabase_isRefused() throws {
        let folder = TemporaryFolder()
        #expect(throws: BackupError.noDatabase(folder.path)) { try FolderCheck(folder: folder.path) }
    }

    /// As the program itself would, so that all that it keeps beside the database agrees with it.
    private func alter(_ data: String, by sql: String) async throws {
        let store = try Desk(folder: data, isMirrored: false).store
        try await store.write { try $0.connection.run(script: sql) }
        store.close()
    }

    private func run(_ sql: String, in folder: String, _ database: String = "otvet.db") throws {
        var handle: OpaquePointer?
        #expect(sqlite3_open(folder + "/" + database, &handle) == SQLITE_OK)
        defer { sqlite3_close_v2(handle) }
        #expect(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
    }
}
