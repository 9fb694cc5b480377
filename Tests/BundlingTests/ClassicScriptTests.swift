import TestSupport
import Testing

@testable import Bundling

/// What sites include is a script like any other, and leaves nothing on their page.
@Suite struct ClassicScriptTests {
    private func script(_ files: [String: String]) throws -> String {
        let folder = try WebFolder(files)
        var tree = try PageTree(folder: folder.path)
        return String(decoding: try #require(try tree.page(at: "widget.js")).bytes, as: UTF8.self)
    }

    @Test func scriptAlone_isServedAsItIs() throws {
        #expect(
            try script(["widget/widget.js": "// For sites.\n(() => {\n  run();\n})();\n"]) == "(()=>{run();})();\n")
    }

    @Test func scriptThatImports_isOneFunction_withEachModuleOnce_afterThoseItImports() throws {
        let text = try script([
            "widget/widget.js": """
            import { look } from "./look.js";
            import { labels } from "./labels.js";
            run(look, labels);
            """,
            "widget/look.js": "import { labels } from \"./labels.js\";\nexport const look = labels;\n",
            "widget/labels.js": "export const labels = 1;\n",
        ])
        #expect(
            text == """
                (()=>{"use strict";const labels=1;const look=labels;run(look,labels);})();

                """)
    }

    /// They share a scope, in which each name can be declared once.
    @Test(
        arguments: [
            "const a = 1;", "let { b, c: a } = d;", "function a() {\n}", "async function a() {\n}",
            "export class a {\n}",
        ])
    func nameThatTwoModulesDeclare_isRefused(declaration: String) throws {
        let files = [
            "widget/widget.js": "import { a } from \"./a.js\";\nimport { e } from \"./e.js\";\n",
            "widget/a.js": "export const a = 1;\n",
            "widget/e.js": "\(declaration)\nexport function e() {\n  const a = 2;\n  return a;\n}\n",
        ]
        let complaint = "declares a, and so does widget/a.js: in a classic script they share a scope"
        #expect(throws: PageError("widget/e.js", complaint)) { try script(files) }
    }

    @Test(arguments: ["{ a as b }", "a"])
    func importByAnotherName_isRefused(pattern: String) throws {
        let line = "import \(pattern) from \"./a.js\";"
        let complaint = "imports by another name, which a classic script can't: \(line)"
        #expect(throws: PageError("widget/widget.js", complaint)) {
            try script(["widget/widget.js": line + "\n", "widget/a.js": "export const a = 1;\n"])
        }
    }

    @Test(arguments: ["new URL(\"a.css\", import.meta.url)", "() => import(\"./other.js\")"])
    func addressRelativeToAModule_isRefused(expression: String) throws {
        let files = [
            "widget/widget.js": "import { a } from \"./a.js\";\n",
            "widget/a.js": "export const a = \(expression);\n",
        ]
        #expect(throws: PageError("widget/a.js", "uses an address relative to itself, which a classic script can't")) {
            try script(files)
        }
    }
}
