import TestSupport
import Testing

@testable import otvet

/// What the doctor leaves out, and how it tells the result.
@Suite struct ChecklistTests {
    private func list() async -> Checklist {
        var list = Checklist()
        await list.add(.settings) { .well("understood") }
        await list.add(.connection, after: .settings) { .broken("no answer", cure: "Look at the firewall.") }
        await list.add(.token, after: .connection) { .well("never looked at") }
        await list.add(.group, after: .token) { .well("never looked at") }
        await list.add(.clock, after: .settings) { .well("right") }
        return list
    }

    @Test func whatDependsOnABrokenCheck_isSkipped_withTheRootNamed_andTheRestGoesOn() async {
        let list = await list()
        #expect(
            list.checks.map(\.result) == [
                .well("understood"), .broken("no answer", cure: "Look at the firewall."),
                .skipped(because: "“connection” is broken"), .skipped(because: "“connection” is broken"),
                .well("right"),
            ])
        #expect(!list.isWell)
    }

    @Test func text_hasALineForEachCheck_andTheCureBelow() async {
        let lines = await list().text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 8)
        #expect(lines[1].hasPrefix("BROKEN   connection ") && lines[1].hasSuffix("  no answer"))
        #expect(lines[2].hasSuffix("→ Look at the firewall."))
        #expect(lines[3].hasPrefix("skipped  token ") && lines[3].hasSuffix("because “connection” is broken"))
        #expect(lines.last == "1 broken. 2 skipped.")
    }

    @Test func json_saysTheSame() async throws {
        let json = try JSONView(parsing: Array(await list().json.utf8))
        #expect(json["ok"]?.bool == false)
        let checks = try #require(json["checks"]?.elements)
        #expect(checks.map { $0["name"]?.string } == ["settings", "connection", "token", "group", "clock"])
        #expect(checks.map { $0["status"]?.string } == ["ok", "broken", "skipped", "skipped", "ok"])
        #expect(checks[1]["cure"]?.string == "Look at the firewall." && checks[0]["cure"] == nil)
    }

    @Test func whatIsOdd_isListed_andBreaksNothing() async throws {
        var list = Checklist()
        await list.add(.settings) { .well("understood", odd: ["one", "another"]) }
        #expect(list.isWell)
        let lines = list.text.split(separator: "\n")
        #expect(lines.map { $0.drop { $0 == " " } }.dropFirst().dropLast() == ["odd: one", "odd: another"])
        #expect(lines.last == "Nothing is broken. 2 odd.")
        let json = try JSONView(parsing: Array(list.json.utf8))
        #expect(json["checks"]?[0]?["odd"]?.elements.map(\.string) == ["one", "another"])
    }

    @Test func skippedChecks_areNotBroken() async {
        var list = Checklist()
        await list.add(.token) { .skipped(because: "Telegram is off") }
        #expect(list.isWell)
    }
}
