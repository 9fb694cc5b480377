import TestSupport
import Testing

@testable import Store

@Suite struct StoreSummaryTests {
    @Test func folderWithoutADatabase_hasNone_andIsLeftAsItWas() throws {
        let folder = TemporaryFolder()
        #expect(try StoreSummary(folder: folder.path) == nil)
        #expect(try StoreSummary(folder: folder.path + "/missing") == nil)
    }

    @Test func summary_isTaken_whileTheStoreIsOpen_andAfterwards() async throws {
        let folder = TemporaryFolder()
        let store = try Store(folder: folder.path) { _ in }
        #expect(try StoreSummary(folder: folder.path)?.telegramGroup == nil)
        try await store.write { try $0.setTelegramGroup(-1_001_234_567_890) }
        for _ in 0..<2 {
            let summary = try #require(try StoreSummary(folder: folder.path))
            #expect(summary.telegramGroup == -1_001_234_567_890)
            #expect(summary.schema == StoreSummary.knownSchema)
            store.close()
        }
    }

    @Test func group_isReplaced_andNonsenseIsNamed() async throws {
        let folder = TemporaryFolder()
        let store = try Store(folder: folder.path) { _ in }
        try await store.write { try $0.setTelegramGroup(-1) }
        try await store.write { try $0.setTelegramGroup(-2) }
        #expect(try store.read { try $0.telegramGroup() } == -2)
        try await store.write { try $0.setSetting("telegram_group", to: "minus two") }
        #expect(throws: StoreError.unexpectedValue(column: 0)) { try store.read { try $0.telegramGroup() } }
        store.close()
    }
}
