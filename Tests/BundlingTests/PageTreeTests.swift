import TestSupport
import Testing

@testable import Bundling

@Suite struct PageTreeTests {
    private func text(_ address: String, _ files: [String: String]) throws -> String {
        let folder = try WebFolder(files)
        var tree = try PageTree(folder: folder.path)
        return String(decoding: try #require(try tree.page(at: address)).bytes, as: UTF8.self)
    }

    @Test func scriptThatAPageAsksFor_comesWithWhatItImports() throws {
        let text = try text(
            "admin/main.js",
            [
                "admin/main.js": "import { b } from \"./b.js\";\nexport const a = b;\n",
                "admin/b.js": "/** The other. */\nexport const b = new URL(\"b.css\", import.meta.url);\n",
            ])
        #expect(text.contains("$take(\"admin/b.js\",()=>{"))
        #expect(text.contains("new URL(\"b.css\",new URL(\"admin/b.js\",$root))"))
        #expect(text.hasSuffix("export const{a}=$m1;\n"))
        #expect(!text.contains("import {") && !text.contains("The other"))
    }

    @Test func typesWithinALine_areNotServed() throws {
        let files = ["a.js": "const a = /** @type {any} */ (b);\nc((/** @param {d} e */ e) => \"/** e */\");\n"]
        #expect(try text("a.js", files) == "const a=(b);c((e)=>\"/** e */\");\n")
    }

    @Test func styleSheet_comesWithThoseThatItImports_inTheirPlaces() throws {
        let files = [
            "chat/chat.css": "/* All. */\n@import \"./parts/a.css\";\n@import \"../b.css\";\nc { d: e }\n",
            "chat/parts/a.css": "a {\n  d: e;\n}\n", "b.css": "@import \"./chat/parts/f.css\";\n",
            "chat/parts/f.css": "f { d: e }\n",
        ]
        #expect(try text("chat/chat.css", files) == "a {\nd: e;\n}\nf { d: e }\nc { d: e }")
    }

    @Test func styleSheetThatImportsItself_isNamed() throws {
        let files = ["a.css": "@import \"./b.css\";\n", "b.css": "@import \"./a.css\";\n"]
        #expect(throws: PageError("a.css", "imports itself, by way of others")) { try text("a.css", files) }
    }

    /// No list names it: whoever fetches a module makes it one that is asked for.
    @Test func scriptThatIsFetchedLater_comesWithWhatItImportsToo_andItsTypeAloneFetchesNothing() throws {
        let folder = try WebFolder([
            "admin/main.js": "import { load } from \"./load.js\";\nexport const a = load;\n",
            "admin/load.js": """
            export const load = () => import(`../desk/desk.js${retry}`);
            /** @type {string} */ let type; /** @type {typeof import("../desk/chat.js")} */ let other;
            """,
            "desk/desk.js": "import { chat } from \"./chat.js\";\nexport const desk = () => import(\"./alone.js\");\n",
            "desk/chat.js": "import { b } from \"./b.js\";\nexport const chat = b;\n",
            "desk/b.js": "export const b = 1;\n",
            "desk/alone.js": "export const alone = 1;\n",
        ])
        var tree = try PageTree(folder: folder.path)
        #expect(try tree.bundles() == ["admin/main.js", "desk/desk.js"])
    }

    @Test func whatEditorsAndTypeCheckersKeepInTheFolder_isNoPage() throws {
        let folder = try WebFolder([
            "a.js": "", "b/c.css": "", "b/types.d.ts": "", "a.js~": "", ".a.js.swp": "", "b/.#c.css": "",
        ])
        #expect(try PageTree(folder: folder.path).addresses == ["a.js", "b/c.css"])
    }

    @Test(
        arguments: [
            (
                ["admin/main.js": "export let a = 1;\n"],
                "admin/main.js has an export that can't be joined: export let a = 1;"
            ),
            (["admin/main.js": "import { b } from \"./b.js\";\n"], "admin/b.js is not there, or can't be read"),
            (["admin/main.js": "import { a } from \"./main.js\";\n"], "admin/main.js imports itself, by way of others"),
        ] as [([String: String], String)])
    func moduleThatCannotBeJoined_isNamed(files: [String: String], complaint: String) throws {
        var files = files
        files["admin/main.js"] = "import { z } from \"../z.js\";\n" + (files["admin/main.js"] ?? "")
        files["z.js"] = "export const z = 1;\n"
        let error = #expect(throws: PageError.self) { try text("admin/main.js", files) }
        #expect(error?.description == complaint)
    }
}
