import Domain
import TestSupport
import Testing

@testable import Store

/// The audit log: rows are only added, and each way to look through it is a range of an index.
@Suite struct AuditTests {
    private static let olga = StaffActor.agent(Agent(id: AgentID(rawValue: 7), name: "Olga"))

    private func note(
        _ action: AuditAction, by actor: StaffActor = .tester, at time: Int64 = 1, _ fixture: StoreFixture
    ) async throws {
        try await fixture.store.write {
            try $0.audit(action, by: actor, now: Timestamp(milliseconds: time))
        }
    }

    @Test(arguments: [
        "UPDATE audit SET actor_name = 'x'", "DELETE FROM audit", "UPDATE audit_floor SET before = -1",
        "DELETE FROM audit_floor",
    ])
    func whatWasDone_canNeitherBeChangedNorRemoved(sql: String) async throws {
        let fixture = try StoreFixture()
        try await note(.keyMade, fixture)
        _ = try await fixture.store.write { try $0.removeAudit(before: Timestamp(milliseconds: 1), limit: 9) }
        await #expect(throws: StoreError.self) {
            try await fixture.store.write { try $0.connection.run(script: sql) }
        }
        #expect(try fixture.store.read { try $0.auditEntries(AuditFilter(), before: nil, limit: 9) }.count == 1)
    }

    @Test func whatIsTooOld_isRemoved_aPortionAtATime_andItsNumbersAreNotUsedAgain() async throws {
        let fixture = try StoreFixture()
        for time in [1, 2, 3, 100] as [Int64] { try await note(.keyMade, at: time, fixture) }
        let time = Timestamp(milliseconds: 100)
        #expect(try await fixture.store.write { try $0.removeAudit(before: time, limit: 2) } == 2)
        #expect(try await fixture.store.write { try $0.removeAudit(before: time, limit: 2) } == 1)
        #expect(try await fixture.store.write { try $0.removeAudit(before: time, limit: 2) } == 0)
        let later = Timestamp(milliseconds: 1000)
        #expect(try await fixture.store.write { try $0.removeAudit(before: later, limit: 2) } == 1)
        try await note(.keyRemoved, at: 2000, fixture)
        let left = try fixture.store.read { try $0.auditEntries(AuditFilter(), before: nil, limit: 9) }
        #expect(left.map(\.id.rawValue) == [5])
    }

    @Test(arguments: [
        (AuditFilter(), [5, 4, 3, 2, 1]), (AuditFilter(action: .keyMade), [4, 2, 1]),
        (AuditFilter(actor: .init(kind: .agent, id: 7)), [5, 4, 2]),
        (AuditFilter(actor: .init(kind: .agent, id: 8)), []),
        (AuditFilter(actor: .init(kind: .operatorKey)), [3, 1]),
        (AuditFilter(action: .keyMade, actor: .init(kind: .agent, id: 7)), [4, 2]),
    ])
    func entries_areFilteredByWhoAndWhat_theLatestFirst(filter: AuditFilter, expected: [Int64]) async throws {
        let fixture = try StoreFixture()
        for (action, actor) in [
            (.keyMade, .tester), (.keyMade, Self.olga), (.keyRemoved, .tester), (.keyMade, Self.olga),
            (.lookChanged, Self.olga),
        ] as [(AuditAction, StaffActor)] { try await note(action, by: actor, fixture) }
        var found: [Int64] = []
        while true {
            let page = try fixture.store.read {
                try $0.auditEntries(filter, before: found.last.map { AuditID(rawValue: $0) }, limit: 2)
            }
            guard !page.isEmpty else { break }
            found += page.map(\.id.rawValue)
        }
        #expect(found == expected)
    }

    @Test(arguments: [
        ("action = 'a'", "audit_by_action "), ("actor = 'a' AND actor_id IS 7", "audit_by_actor "),
        ("actor = 'a' AND actor_id IS NULL", "audit_by_actor "),
        ("action = 'a' AND actor = 'a' AND actor_id IS 7", "audit_by_action_and_actor "),
    ])
    func pages_areRangesOfAnIndex(condition: String, index: String) throws {
        let plan = try Plans().plan(of: "SELECT * FROM audit WHERE \(condition) AND id < 9 ORDER BY id DESC LIMIT 50")
        #expect(plan.contains { $0.contains("USING INDEX \(index)") && $0.contains("rowid<?") }, "\(plan)")
        #expect(!plan.contains { $0.contains("TEMP B-TREE") })
    }
}
