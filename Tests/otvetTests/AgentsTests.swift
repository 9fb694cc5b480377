@_spi(Channel) import Desk
import Domain
import Store
import TestSupport
import Testing

@testable import otvet

/// How `otvet agent` takes what an operator types.
@Suite struct AgentsTests {
    /// Accounts in the order of their numbers: 1 has a login, the others are known from Telegram only.
    private func desk(_ folder: TemporaryFolder) async throws -> Desk {
        let desk = try Desk(folder: folder.path, isMirrored: false)
        _ = try await desk.addAgent(
            AgentName("Anna"), login: AgentLogin("anna@shop.example"), role: .admin, by: .tester)
        try await desk.store.write { transaction in
            for (user, name) in ["Boris", "Boris", "2", "#1"].enumerated() {
                _ = try transaction.agent(telegramUser: Int64(user + 1), name: name, now: .now())
            }
        }
        return desk
    }

    @Test(
        arguments: [
            ("anna@shop.example", "1"), ("ANNA", "1"), ("1", "1"), ("#1", "1"), ("3", "3"), ("#2", "2"), ("5", "5"),
        ])
    func agent_isFound_byLoginNameOrNumber(text: String, id: String) async throws {
        let folder = TemporaryFolder()
        let desk = try await desk(folder)
        defer { desk.close() }
        #expect(try Agents.find(text, desk).description == id)
    }

    @Test(arguments: [("Boris", "'#2' or '#3'"), ("2", "'#2' or '#4'"), ("Vera", "agent list"), ("6", "agent list")])
    func whoIsNotClear_isSaid_withTheNumbersToChooseFrom(text: String, words: String) async throws {
        let folder = TemporaryFolder()
        let desk = try await desk(folder)
        defer { desk.close() }
        let error = #expect(throws: AccountError.self) { try Agents.find(text, desk) }
        #expect(try #require(error).description.contains(words))
    }

    @Test(
        arguments: [
            (true, nil, "The password is the one before."), (true, 7, "The password is the one before."),
            (false, nil, "There is no password yet: `otvet agent reset 3` prints a link to choose one."),
            (false, 7, "They sign in with Telegram."),
        ] as [(Bool, Int64?, String)])
    func whoIsSwitchedOn_getsIn_byWhatThereIs(hasPassword: Bool, telegramUser: Int64?, words: String) throws {
        let agent = Agent(id: try #require(AgentID("3")), name: "Anna")
        let account = AgentAccount(
            agent: agent, login: "anna@shop.example", role: .agent, isDisabled: false, hasPassword: hasPassword,
            hasSecondFactor: false, telegramUser: telegramUser, createdAt: .now())
        #expect(Agents.wayIn(account) == words)
    }
}
