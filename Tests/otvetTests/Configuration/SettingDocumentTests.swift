import ArgumentParser
import Foundation
import Testing

@testable import otvet

/// The flags, and what docs/configuration.md says of the settings, are exactly what there is.
@Suite struct SettingDocumentTests {
    /// A row of the table: `| name | flag | default | meaning |`.
    struct Row {
        let name, flag, standard: String
    }

    private static func document() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "docs/configuration.md"), encoding: .utf8)
    }

    private static func rows() throws -> [Row] {
        try document().split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            return Row(name: cells[1].filter { $0 != "`" }, flag: cells[2].filter { $0 != "`" }, standard: cells[3])
        }
    }

    private func flag(of setting: Setting) -> String {
        let name = setting.rawValue.hasPrefix("OTVET_") ? setting.rawValue.dropFirst(6) : setting.rawValue[...]
        return "--" + name.lowercased().replacing("_", with: "-")
    }

    @Test(arguments: Setting.allCases) func setting_hasItsFlag_unlessItIsASecret(setting: Setting) throws {
        guard !setting.isSecret else {
            #expect(throws: (any Error).self) { try SettingFlags.parse([flag(of: setting), "x"]) }
            return
        }
        #expect(try SettingFlags.parse([flag(of: setting), "x"]).values == [setting: "x"])
    }

    @Test func table_namesEverySettingOnce_andNothingElse() throws {
        #expect(try Self.rows().map(\.name).sorted() == Setting.allCases.map(\.rawValue).sorted())
    }

    @Test func documentNamesTheSettings_thatChangeOnReload() throws {
        let section = try #require(
            try Self.document().split(separator: "### Change settings while it runs").last?.split(separator: "## ")
                .first)
        let names = section.matches(of: /`([A-Z_]+)`/).map { String($0.1) }
        #expect(names.sorted() == Setting.allCases.filter(\.changesOnReload).map(\.rawValue).sorted())
    }

    @Test(arguments: Setting.allCases) func table_hasTheFlagAndTheDefault(setting: Setting) throws {
        let row = try #require(try Self.rows().first { $0.name == setting.rawValue })
        #expect(row.flag == (setting.isSecret ? "" : flag(of: setting)))
        if let standard = setting.defaultValue {
            #expect(row.standard == "`\(standard)`")
        } else {
            #expect(row.standard.wholeMatch(of: /`[^`]*`/) == nil, "there is no such default")
        }
    }
}
