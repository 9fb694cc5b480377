import Domain
import Glibc
import Realtime
import Synchronization
import TestSupport
import Testing

@_spi(Channel) @testable import Desk
@testable import Store

/// What is left of somebody who was erased: nothing.
@Suite(.serialized, .timeLimit(.minutes(2))) struct EraseTests {
    /// Stands in everything that is stored of Anna.
    static let mark = "zebrastripes"
    /// Enough for pages to be split.
    static let lines = 60

    let folder = TemporaryFolder()
    var data: String { folder.path + "/data" }

    /// Somebody who has written, been answered and noted about, brought a file, and said who they are.
    private func person(_ mark: String, file: String, _ desk: Desk) async throws -> (token: SessionToken, user: UserID)
    {
        let identity = VisitorIdentity(
            externalID: "id-\(mark)", isVerified: true, name: "Anna \(mark)", email: "\(mark)@shop.example")
        let context = VisitorContext(pageURL: "https://shop.example/\(mark)", pageTitle: mark, userAgent: mark)
        let session = try await desk.identify(nil, as: identity, context: context)
        let token = try #require(session.newToken)
        let path = folder.path + "/upload"
        try file.withCString { text in
            let descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0o600)
            defer { close(descriptor) }
            try #require(write(descriptor, text, strlen(text)) > 0)
        }
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        let brought = try await desk.keepFile(
            descriptor, count: file.utf8.count, name: "\(mark).txt", limit: 1 << 20, by: token)
        unlink(path)
        for number in 0..<Self.lines {
            // Pages are split in the middle, where copies of rows stay behind.
            let text = "\(mark) \(number) " + String(repeating: "word ", count: number % 60)
            let message = Desk.UserMessage(
                text: try MessageText(text), attachments: number == 0 ? [brought.id] : [], context: context)
            _ = try await desk.post(message, by: token)
        }
        let opening = Desk.UserMessage(text: try MessageText("about \(mark)"))
        let ticket = try await desk.openTicket("Subject \(mark)", opening, by: token).ticket
        _ = try await desk.note(MessageText("note \(mark)"), in: ticket.id, by: nil)
        return (token, session.state.user.id)
    }

    /// The files below a folder that hold a text.
    private func files(with text: String, in folder: String) -> [String] {
        var found: [String] = []
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != ".." else { continue }
            let path = folder + "/" + name
            if entry.pointee.d_type == UInt8(DT_DIR) {
                found += files(with: text, in: path)
            } else if let bytes = try? bytes(of: path), bytes.contains(Array(text.utf8)) {
                found.append(path)
            }
        }
        return found
    }

    private func bytes(of path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        var status = stat()
        fstat(descriptor, &status)
        var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
        _ = read(descriptor, &bytes, bytes.count)
        return bytes
    }

    @Test func noByteOfThem_isLeftInTheDataFolder_andOthersLoseNothing() async throws {
        let desk = try Desk(folder: data, isMirrored: true)
        defer { desk.close() }
        let boris = try await person("giraffe", file: "shared by both", desk)
        let anna = try await person(Self.mark, file: "shared by both", desk)
        _ = try await person("lion", file: "a lion's own", desk)
        while try await SearchIndexer(desk: desk).step() {}
        #expect(try await desk.search(SearchQuery(Self.mark), before: nil, limit: 1).texts.count == 1)
        #expect(!files(with: Self.mark, in: data).isEmpty)
        let before = try desk.holdings(of: anna.user)
        let all = RemovedData(tickets: 2, messages: Self.lines + 1, notes: 1, files: 1)
        #expect(before.stored == all && before.sessions == 1)

        let erasure = try await desk.erase(anna.user, by: .tester)
        #expect(erasure.removed == before.stored && erasure.erasedAt != nil && erasure.purgedAt == nil)
        #expect(throws: DeskError.notFound) { try desk.holdings(of: anna.user) }
        #expect(throws: DeskError.unauthorized) { try desk.session(anna.token) }
        try await desk.finishErasing()

        #expect(try desk.erasure(erasure.id)?.purgedAt != nil)
        #expect(files(with: Self.mark, in: data) == [])
        #expect(try await desk.search(SearchQuery(Self.mark), before: nil, limit: 1).texts.isEmpty)
        #expect(try await desk.search(SearchQuery("giraffe"), before: nil, limit: 1).texts.count == 1)
        #expect(try desk.holdings(of: boris.user).stored == before.stored)
        // The file is Boris's too.
        #expect(files(with: "shared by both", in: data + "/files").count == 1)
        for value in DerivedValue.allCases { #expect(try desk.store.read { try $0.wrongRows(of: value) } == 0) }
    }

    @Test func fileOfTheirsAlone_andCopiesFromBeforeUpdates_goToo() async throws {
        let desk = try Desk(folder: data, isMirrored: false)
        defer { desk.close() }
        let anna = try await person(Self.mark, file: "only \(Self.mark)", desk)
        let copy = data + "/before-schema-2.db"
        try #require(
            try bytes(of: data + "/otvet.db").withUnsafeBytes { bytes in
                let descriptor = open(copy, O_CREAT | O_WRONLY, 0o600)
                defer { close(descriptor) }
                return write(descriptor, bytes.baseAddress, bytes.count) == bytes.count
            })
        try await desk.erase(anna.user, by: .tester)
        try await desk.finishErasing()
        #expect(access(copy, F_OK) != 0)
        #expect(files(with: Self.mark, in: data) == [])
    }

    @Test func whoIsErased_isHeardOf_live_andByWhoComesBack_andComesBackAsSomebodyElse() async throws {
        let desk = try Desk(folder: data, isMirrored: false)
        defer { desk.close() }
        let anna = try await person(Self.mark, file: "x", desk)
        let cursor = try desk.newestCursor()
        let heard = Mutex<[String]>([])
        let ended = Counter()
        let staff = desk.listen(as: .agents) { signal in
            if case .frame(let frame) = signal {
                heard.withLock { $0.append(String(decoding: frame.bytes, as: UTF8.self)) }
            }
        }
        let own = desk.listen(as: .user(anna.user)) { if case .interrupted = $0 { _ = ended.next() } }
        defer {
            staff.end()
            own.end()
        }
        try await desk.erase(anna.user, by: .tester)
        #expect(
            heard.withLock {
                $0.count == 2 && $0.allSatisfy { $0.contains(#""type":"erased""#) && !$0.contains(Self.mark) }
            })
        #expect(ended.value == 1)
        let missed = try desk.staffEvents(after: cursor).events
        #expect(missed.map(\.change) == [.erased, .erased])
        // Of what came before, only that the tickets are gone is told.
        let all = try desk.staffEvents(after: .start).events
        #expect(all.allSatisfy { $0.change == .erased })

        let identity = VisitorIdentity(externalID: "id-\(Self.mark)", isVerified: true, name: "Anna")
        let again = try await desk.identify(nil, as: identity, context: VisitorContext()).state
        #expect(again.user.id != anna.user && again.chat == nil)
        await #expect(throws: DeskError.notFound) { try await desk.erase(anna.user, by: .tester) }
    }

    @Test func erasureAskedForBesideTheServer_isDoneByTheServer() async throws {
        let desk = try Desk(folder: data, isMirrored: false)
        defer { desk.close() }
        let anna = try await person(Self.mark, file: "x", desk)
        let beside = try Desk(folder: data, isMirrored: false, isBeside: true)
        defer { beside.close() }
        let id = try await beside.requestErasure(of: anna.user, by: .tester)
        #expect(try await beside.requestErasure(of: anna.user, by: .tester) == id)
        #expect(try desk.erasure(id)?.erasedAt == nil)
        try await Eraser(desk: desk).step()
        #expect(try beside.erasure(id)?.erasedAt != nil)
        while try await SearchIndexer(desk: desk).step() {}
        try await Eraser(desk: desk).step()
        #expect(try beside.erasure(id)?.purgedAt != nil)
    }

    @Test func users_areNamedByNumberOrByTheSite_andBothIsToldApart() async throws {
        let desk = try Desk(folder: data, isMirrored: false)
        defer { desk.close() }
        func user(_ id: String, isVerified: Bool) async throws -> UserID {
            let identity = VisitorIdentity(externalID: id, isVerified: isVerified)
            return try await desk.identify(nil, as: identity, context: VisitorContext()).state.user.id
        }
        let (one, two) = (try await user("2", isVerified: true), try await user("anna", isVerified: true))
        let three = try await user("anna", isVerified: false)
        func found(_ text: String) throws -> [UserID] { try desk.holdings(named: text).map(\.user.id) }
        #expect(try found("1") == [one] && found("#2") == [two] && found("2") == [two, one])
        #expect(try Set(found("anna")) == [two, three] && found("boris") == [] && found("#x") == [])
    }
}
