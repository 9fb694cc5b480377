import Foundation
import TestSupport
import Testing

@testable import otvet

/// Settings from the file and from the environment.
@Suite struct SettingFileTests {
    private let folder = TemporaryFolder()

    private func sources(_ text: String, environment: [String: String] = [:]) throws -> SettingSources {
        let path = folder.path + "/otvet.env"
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return try SettingSources(flags: [:], environment: environment, file: path)
    }

    @Test(
        arguments: [
            ("d", "d"), ("d # x", "d"), ("d\t# x", "d"), ("d#x", "d#x"), ("\"d # x\"", "d # x"),
            ("'d # x' # and more", "d # x"), ("\"d\"#x", nil), (" # all of it", "data"), ("", "data"),
            ("\"d", nil), ("'d\"", nil), ("\"d\" e", nil), ("\"it's\"", "it's"), ("it's", "it's"), ("d\r", "d"),
            (" d\t", "d"),
            ("\" d \"", "d"),
        ] as [(String, String?)])
    func value_isReadWithoutItsQuotes_andWithoutTheCommentBehindIt(line: String, value: String?) throws {
        guard let value else {
            #expect(throws: ConfigurationError.self) { try sources("OTVET_DATA=\(line)\n") }
            return
        }
        #expect(try sources("OTVET_DATA=\(line)\n")[.data]?.text == value)
    }

    /// Lines as any editor ends them, and the mark that some put before the first.
    @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
    func lines_endInAnyWay(end: String, mark: String) throws {
        let lines = ["# settings", "OTVET_DATA=d # x", "", "OTVET_LOOPS='2'"]
        let sources = try sources(mark + lines.joined(separator: end))
        #expect(sources[.data]?.text == "d" && sources[.loops]?.text == "2")
        #expect(sources[.loops]?.source.hasSuffix("line 4") == true)
    }

    @Test func fileThatCannotBeRead_isNamed() throws {
        #expect(throws: ConfigurationError.unreadableFile(path: folder.path, reason: "Is a directory")) {
            try SettingSources(flags: [:], environment: [:], file: folder.path)
        }
    }

    @Test func fileWithoutEnd_isRefused() throws {
        #expect(throws: ConfigurationError.self) {
            try SettingSources(flags: [:], environment: [:], file: "/dev/zero")
        }
    }

    @Test(arguments: ["d # x", "\"d\"", "'d'"])
    func commentOrQuotes_thatHaveBecomeAPartOfTheValue_areRefused(value: String) {
        #expect(throws: ConfigurationError.self) { try sources("", environment: ["OTVET_DATA": value]) }
    }

    @Test func secretInTheEnvironment_isLeftAlone() throws {
        let secret = "0123456789 # 0123456789 0123456789"
        #expect(try sources("", environment: ["OTVET_JWT_SECRET": secret])[.jwtSecret]?.text == secret)
    }

    @Test func fileOfAnotherArchitecture_isTaken_andWhatIsReplacedIsNamed() throws {
        let sources = try sources(
            """
            NEXT_PUBLIC_SUPABASE_URL=your_supabase_url
            ENABLE_LOGGING=true  # in production too
            """)
        #expect(sources[.logging]?.text == "true")
        #expect(sources.warnings == [.replaced(["NEXT_PUBLIC_SUPABASE_URL"])])
    }

    @Test(arguments: ["OTVET_PORT", "OTVET_LISTNE", "OTVET_PORTAL", "OTVET_SERVICE"])
    func unknownNameOfOurs_endsTheStart(name: String) {
        #expect(throws: ConfigurationError.unknown(name: name, source: "the environment")) {
            try ConfigurationWarning.all(in: [name: "8080"])
        }
    }

    @Test func namesOfOtherPrograms_areNobodysBusiness() throws {
        #expect(
            try ConfigurationWarning.all(in: ["PATH": "/bin", "HOME": "/", "LOGGING": "x", "OTVET_CONFIG": "f"]) == [])
    }
}
