import Domain
import Glibc
import TestSupport
import Testing

@testable import Store

/// What takes room and is given back: files, unused sessions, the log.
@Suite struct RoomTests {
    private func blob(_ number: UInt8, size: Int) -> Blob {
        Blob(name: "00/\(number)", hash: [number], size: size, type: "text/plain", width: nil, height: nil)
    }

    private func visitor(_ store: Store, _ token: UInt8) async throws -> SessionState {
        try await store.write { try $0.openSession(tokenHash: [token], context: VisitorContext(), now: .now()) }
    }

    @Test func bytesOfFiles_areCountedAsTheyComeAndGo() async throws {
        let fixture = try StoreFixture()
        let (first, second) = (try await visitor(fixture.store, 1).user.id, try await visitor(fixture.store, 2).user.id)
        let (a, b) = (blob(1, size: 100), blob(2, size: 20))
        try await fixture.store.write { transaction in
            for blob in [a, b, a] {
                _ = try transaction.addAttachment(blob, kind: .document, name: nil, owner: .user(first), now: .now())
            }
            _ = try transaction.addAttachment(a, kind: .document, name: nil, owner: .user(second), now: .now())
        }
        func counts() throws -> [Int] {
            try fixture.store.read {
                [try $0.fileBytes(of: first), try $0.fileBytes(of: second), try $0.storedFileBytes()]
            }
        }
        // The same content is stored once, and counts for each who brought it.
        #expect(try counts() == [220, 100, 120])
        try await fixture.store.write { try $0.moveConversations(of: second, to: first) }
        #expect(try counts() == [320, 0, 120])
        _ = try await fixture.store.write {
            try $0.removeUnsent(before: Timestamp.now().advanced(by: .seconds(60)), limit: 10)
        }
        #expect(try counts() == [0, 0, 120])
        let unused = try fixture.store.read { try $0.unusedBlobs(limit: 10) }
        _ = try await fixture.store.write { transaction in try unused.map { try transaction.removeBlob($0) } }
        #expect(try counts() == [0, 0, 0])
    }

    @Test func sessionWithoutAWord_isWorthADay_andOneWithALineHalfAYear() async throws {
        let fixture = try StoreFixture()
        let now = Timestamp.now()
        let (silent, talking) = (try await visitor(fixture.store, 1), try await visitor(fixture.store, 2))
        _ = try await fixture.store.write { transaction in
            // A file that was never sent must not keep them.
            _ = try transaction.addAttachment(
                blob(1, size: 9), kind: .document, name: nil, owner: .user(silent.user.id), now: now)
            _ = try transaction.openChat(for: talking.user.id, now: now)
        }
        let later = now.advanced(by: .seconds(86_400 + 60))
        #expect(try await fixture.store.write { try $0.removeExpiredSessions(now: later, limit: 10) } == 1)
        let left = try fixture.store.read { [try $0.session(tokenHash: [1]), try $0.session(tokenHash: [2])] }
        #expect(left[0] == nil)
        #expect(try #require(left[1]).session.expiresAt > now.advanced(by: Session.lifetime - .seconds(60)))
        #expect(try fixture.store.read { try $0.fileBytes(of: silent.user.id) } == 0)
    }

    @Test func log_thatALongReaderMadeGrow_isGivenBack() async throws {
        let fixture = try StoreFixture()
        let path = fixture.folder.path + "/otvet.db"
        let reader = try Connection(path: path, access: .readOnly)
        try reader.run(script: "BEGIN; SELECT count(*) FROM settings")
        for number in 0..<50 {
            // Pages that stay as they are would not be written.
            let text = String(repeating: "\(number % 7)", count: 2 << 20)
            try await fixture.store.write { try $0.setSetting("large \(number % 5)", to: text) }
        }
        func size() -> Int {
            var status = stat()
            return stat(path + "-wal", &status) == 0 ? Int(status.st_size) : 0
        }
        #expect(size() > 90 << 20)
        try reader.run(script: "COMMIT")
        // The checkpointer is given its time, which on a busy disk is long; then the next commit begins the log anew.
        var turn = 0
        try await eventually {
            turn += 1
            try await fixture.store.write { [turn] in try $0.setSetting("small", to: "\(turn)") }
            return size() <= 64 << 20
        }
    }
}
