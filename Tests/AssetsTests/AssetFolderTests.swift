import Bundling
import TestSupport
import Testing

@testable import Assets

@Suite struct AssetFolderTests {
    static let loader = ["widget/widget.js": "run();\n"]

    private func text(_ folder: AssetFolder, _ path: String) throws -> String? {
        try folder.named(path).map { String(decoding: $0.bytes.array, as: UTF8.self) }
    }

    /// What one sees while working on the pages is what is built of them.
    @Test func folderOfTheProgramsPages_servesWhatIsEmbedded() throws {
        let folder = try #require(AssetFolder(path: WebFolder.ofTheProgram))
        let pages = Asset.all.filter { $0.path != "openapi.json" }
        #expect(pages.count > 200)
        for page in pages {
            let other = try #require(try folder.named(page.path), "\(page.path)")
            #expect(other.bytes.array == page.bytes.array, "\(page.path)")
            #expect(other.gzip?.array == page.gzip?.array && other.isBundle == page.isBundle, "\(page.path)")
            #expect(other.etag == page.etag && other.contentType == page.contentType, "\(page.path)")
        }
        #expect(try PageTree.files(in: WebFolder.ofTheProgram).count == pages.count)
    }

    @Test func folderWithoutThePages_isNone() throws {
        #expect(AssetFolder(path: "/nonexistent") == nil)
        #expect(AssetFolder(path: try WebFolder(["a.js": ""]).path) == nil)
    }

    @Test func pageSavedAddedOrRemoved_isServedAsItIs_underAnotherVersion() throws {
        let files = try WebFolder(Self.loader)
        let folder = try #require(AssetFolder(path: files.path))
        var versions = [folder.version]
        #expect(folder.version == versions[0])
        try files.write("look/a.css", "a {}\n")
        #expect(try text(folder, "look/a.css") == "a {}")
        versions.append(folder.version)
        try files.write("look/a.css", "a { color: red; }\n")
        #expect(try text(folder, "look/a.css") == "a { color: red; }")
        versions.append(folder.version)
        try files.remove("look/a.css")
        #expect(try folder.named("look/a.css") == nil)
        versions.append(folder.version)
        #expect(zip(versions, versions.dropFirst()).allSatisfy { $0 != $1 })
    }

    @Test func moduleSaved_isAnotherScriptWhereItIsJoined() throws {
        let files = try WebFolder(Self.loader)
        try files.write("admin/main.js", "import { b } from \"./b.js\";\nexport const a = b;\n")
        try files.write("admin/b.js", "export const b = 1;\n")
        let folder = try #require(AssetFolder(path: files.path))
        #expect(try #require(try text(folder, "admin/main.js")).contains("const b=1;"))
        let etag = try folder.named("admin/main.js")?.etag
        try files.write("admin/b.js", "export const b = 1234;\n")
        #expect(try #require(try text(folder, "admin/main.js")).contains("const b=1234;"))
        #expect(try folder.named("admin/main.js")?.etag != etag)
    }

    @Test func moduleThatCannotBeJoined_isNamed_andAloneInThat_untilItIsMended() throws {
        let files = try WebFolder(Self.loader)
        try files.write("admin/main.js", "import { b } from \"./b.js\";\nexport const a = b;\n")
        try files.write("admin/main.css", "a {}\n")
        let folder = try #require(AssetFolder(path: files.path))
        #expect(throws: PageError.self) { try folder.named("admin/main.js") }
        #expect(try text(folder, "admin/main.css") == "a {}")
        try files.write("admin/b.js", "export const b = 1;\n")
        #expect(try folder.named("admin/main.js") != nil)
    }
}
