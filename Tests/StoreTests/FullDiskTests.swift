import Domain
import TestSupport
import Testing

@testable import Store

/// Writes to a disk without room.
@Suite struct FullDiskTests {
    /// How the store is told that there is no more room: SQLite ends the transaction by itself, as on a full disk.
    private func fill(_ fixture: StoreFixture) async throws {
        try await fixture.store.write { try $0.connection.run(script: "PRAGMA max_page_count = 1") }
    }

    private func empty(_ fixture: StoreFixture) async throws {
        try await fixture.store.write { try $0.connection.run(script: "PRAGMA max_page_count = 1000000") }
    }

    @Test func writesToAFullDisk_failAsThatAndNothingElse_leaveNothing_andSucceedOnceThereIsRoom() async throws {
        let fixture = try StoreFixture()
        let chat = try await fixture.chat()
        try await fixture.post("before", in: chat)
        try await fill(fixture)
        let text = String(repeating: "a", count: 8000)
        // All at once, so that they share their batches.
        let obstacles = await withTaskGroup(of: StoreError.Obstacle??.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    do {
                        try await fixture.post(text, in: chat)
                        return .none
                    } catch {
                        return .some((error as? StoreError)?.obstacle)
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        let stored = try fixture.store.read { try $0.history(of: chat.ticket, before: nil, limit: 1000).messages }
        // The last page of the file may still take some.
        #expect(stored.count < 10)
        #expect(obstacles.count { $0 == .none } == stored.count - 1)
        #expect(obstacles.count { $0 == .full } == 101 - stored.count)
        try await empty(fixture)
        try await fixture.post(text, in: chat)
        #expect(fixture.events.count == stored.count + 1)
    }

    private static let codes: [(codes: [Int32], obstacle: StoreError.Obstacle?)] = [
        ([5, 261, 517, 6, 15], .locked), ([13], .full), ([10, 778, 14, 8, 7, 3], .unreachable),
        ([1, 11, 19, 21, 26], nil),
    ]

    @Test(arguments: codes)
    func obstacle_isToldFromTheCode(codes: [Int32], obstacle: StoreError.Obstacle?) {
        for code in codes {
            let error = StoreError.sqlite(code: code, message: "", sql: "")
            #expect(error.obstacle == obstacle)
            #expect(obstacle == nil || !error.isLasting)
        }
    }
}
