import Foundation
import TestSupport
import Testing

@testable import otvet

@Suite struct SettingsFileTests {
    private func lines(_ values: [Setting: String] = [:]) -> [Substring] {
        SettingsFile.text(values: values).split(separator: "\n")
    }

    @Test(arguments: Setting.allCases) func setting_isThereOnce_asAComment_withItsDefault(setting: Setting) {
        let own = lines().filter { $0.hasPrefix("#\(setting.rawValue)=") }
        #expect(own == ["#\(setting.rawValue)=\(setting.defaultValue ?? "")"])
    }

    @Test func everyOtherLine_isAComment_thatFitsATerminal() {
        let others = lines().filter { !$0.contains(/^#[A-Z_]+=/) }
        #expect(others.allSatisfy { $0.hasPrefix("# ") && $0.count <= 80 }, "\(others)")
    }

    /// What is read is what was given, and nothing else.
    @Test(arguments: ["/var/lib/otvet", "a # b", "\"quoted\"", "it's # one"])
    func valueThatIsGiven_isSet(value: String) throws {
        let folder = TemporaryFolder()
        let path = folder.path + "/otvet.conf"
        try SettingsFile.text(values: [.jwtIssuer: value]).write(toFile: path, atomically: true, encoding: .utf8)
        let sources = try SettingSources(flags: [:], environment: [:], file: path)
        #expect(sources[.jwtIssuer]?.text == value)
        #expect(Setting.allCases.filter(sources.isGiven) == [.jwtIssuer])
    }
}
