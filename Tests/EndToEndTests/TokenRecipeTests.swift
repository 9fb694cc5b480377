import FoundationEssentials
import TestSupport
import Testing

/// The lines of docs/identity.md with which a site makes its tokens, run as they stand there.
@Suite(.serialized, .timeLimit(.minutes(2))) struct TokenRecipeTests {
    static let secret = "the secret of a site, 32 characters or more"

    struct Recipe: Sendable, CustomTestStringConvertible {
        let language: String
        let suffix: String
        var arguments: [String] = []
        let interpreters: [String]
        var isRequired = false

        var testDescription: String { language }
    }

    static let search = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")

    static func interpreters(_ name: String) -> [String] { search.map { "\($0)/\(name)" } }

    @Test(arguments: [
        Recipe(language: "python", suffix: "py", interpreters: interpreters("python3"), isRequired: true),
        Recipe(language: "js", suffix: "cjs", interpreters: interpreters("node")),
        Recipe(language: "php", suffix: "php", interpreters: interpreters("php")),
        Recipe(language: "go", suffix: "go", arguments: ["run"], interpreters: interpreters("go")),
    ])
    func recipe_makesTokensThatAreBelieved(recipe: Recipe) async throws {
        let folder = TemporaryFolder()
        let file = folder.path + "/token." + recipe.suffix
        try Data(try block(recipe.language).utf8).write(to: URL(filePath: file))
        let ended = try await Program.run(
            anyOf: recipe.interpreters, recipe.arguments + [file],
            environment: [
                "OTVET_JWT_SECRET": Self.secret, "PATH": Self.search.joined(separator: ":"), "HOME": folder.path,
            ])
        guard let ended else {
            #expect(!recipe.isRequired, "\(recipe.language) is not on this machine")
            return
        }
        #expect(ended.status == 0, "\(ended.output)")
        let token = ended.output.filter { !$0.isWhitespace }
        let program = try await Program.start(
            ["serve", "--listen", "127.0.0.1:0", "--data", folder.path + "/data"],
            environment: ["OTVET_JWT_SECRET": Self.secret])
        let reply = try await APIClient(port: program.port).post("/api/support/identify", #"{"token":"\#(token)"}"#)
        #expect(reply.status == 201)
        #expect(try reply.json["user"]?["name"]?.string == "Анна")
        #expect(try reply.json["user"]?["verified"]?.bool == true)
        try await program.stop()
    }

    /// The block of this language in the document.
    private func block(_ language: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let document = try String(contentsOf: root.appending(path: "docs/identity.md"), encoding: .utf8)
        let start = try #require(document.firstRange(of: "```\(language)\n"))
        let rest = document[start.upperBound...]
        return String(rest[..<(try #require(rest.firstRange(of: "\n```"))).lowerBound]) + "\n"
    }
}
