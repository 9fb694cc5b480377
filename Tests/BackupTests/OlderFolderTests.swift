import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Backup
@_spi(Channel) @testable import Desk

/// A data folder that an older version made is opened by this one, and everything goes on in it. `scripts/keep-schema` makes
/// the folders with the programs of their time.
@Suite(.serialized, .timeLimit(.minutes(2))) struct OlderFolderTests {
    private static let folders = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Folders")
    static let schemas: [Int] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folders.path)) ?? []
        return names.compactMap { $0.split(separator: "-").last.flatMap { Int($0) } }.sorted()
    }()

    /// What `scripts/keep-schema` wrote into the folder: pairs of author and text.
    private struct Said: Decodable {
        let token: String
        let madeAt: Int64
        let chat: [[String]]
        let lamp: [[String]]?
    }

    @Test func eachSchemaThatLanded_hasAFolder_andSoHasThisOne() {
        #expect(Self.schemas.first == 1)
        #expect(
            Self.schemas.last == StoreSummary.knownSchema,
            "run scripts/keep-schema, and keep what it makes if this schema is going to land")
    }

    @Test(arguments: schemas) func folderOfAnOlderVersion_isOpened_andGoesOn(schema: Int) async throws {
        let kept = Self.folders.appending(path: "schema-\(schema)")
        let said = try JSONDecoder().decode(Said.self, from: Data(contentsOf: kept.appending(path: "said.json")))
        let folder = TemporaryFolder()
        let data = folder.path + "/data"
        try FileManager.default.copyItem(atPath: kept.path, toPath: data)
        #expect(try StoreSummary(folder: data)?.schema == schema)

        let token = try #require(SessionToken(said.token))
        // The session is valid for half a year from when it was made.
        let then = Timestamp(milliseconds: said.madeAt)
        let desk = try Desk(folder: data, isMirrored: true, clock: { then })
        defer { desk.close() }
        let chat = try desk.conversation(of: token, limit: 50)
        #expect(chat.history.messages.map { [$0.author.rawValue, $0.text] } == said.chat)
        let tickets = try desk.tickets(of: token, archived: false, after: nil, limit: 50).page.tickets
        for ticket in tickets where ticket.subject == "The lamp" {
            let lamp = try desk.conversation(in: ticket.id, of: token, limit: 50)
            #expect(lamp.history.messages.map { [$0.author.rawValue, $0.text] } == said.lamp)
        }

        let ticket = try #require(chat.ticket)
        let agent = try await desk.addAgent(AgentName("Boris"), login: nil, role: .agent, by: .tester).account.agent
        _ = try await desk.post(Desk.UserMessage(text: try MessageText("Still there?")), by: token)
        _ = try await desk.answer(
            Desk.StaffMessage(text: try MessageText("Yes.")), in: ticket.id, by: agent, as: .agent(agent.id))
        _ = try await desk.note(try MessageText("An old customer"), in: ticket.id, by: agent)
        for action in Desk.StatusAction.allCases {
            _ = try await desk.setStatus(action, of: ticket.id, by: .agent(agent))
        }
        let opened = try await desk.openTicket(
            "Another", Desk.UserMessage(text: try MessageText("And this?")), by: token)
        #expect(opened.ticket.id != ticket.id)
        #expect(try FolderCheck(folder: data).isWell)
        #expect(try StoreSummary(folder: data)?.schema == StoreSummary.knownSchema)
        // The way back stays open.
        let copy = "\(data)/before-schema-\(schema + 1).db"
        #expect(FileManager.default.fileExists(atPath: copy) == (schema < StoreSummary.knownSchema))
    }
}
