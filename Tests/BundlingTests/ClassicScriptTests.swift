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
            try script(["widget/widget.js": "// For sites.\n(() => {\n  run();\n})();\n"]) == "(() => {\nrun();\n})();")
    }

    @Test func scriptThatImports_isOneFunction_withEachModuleOnce() throws {
        let text = try script([
            "widget/widget.js": """
            import { look } from "./look.js";
            import { labels as words } from "./labels.js";
            run(look, words);
            """,
            "widget/look.js": "import { labels } from \"./labels.js\";\nexport const look = labels;\n",
            "widget/labels.js": "export const labels = 1;\n",
        ])
        #expect(
            text == """
                (() => {
                "use strict";
                const $m0 = (() => {
                const labels = 1;
                return { labels };
                })();
                const $m1 = (() => {
                const { labels } = $m0;
                const look = labels;
                return { look };
                })();
                const $m2 = (() => {
                const { look } = $m1;
                const { labels: words } = $m0;
                run(look, words);
                return {  };
                })();
                })();

                """)
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
