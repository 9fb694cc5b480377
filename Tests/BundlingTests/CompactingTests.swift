import Testing

@testable import Bundling

/// A compacted script does what it did.
struct CompactingTests {
    /// A script, and what is left of it.
    private static let rows: [(String, String)] = [
        ("const a = 1;\nlet b = a + 2;\n", "const a=1;let b=a+2;"),
        ("return a;\n}", "return a;}"),
        // A line's end that may end a statement stays.
        ("a()\nb()\n", "a()\nb()"),
        ("let a\n(b)\n", "let a\n(b)"),
        ("a\n++b\n", "a\n++b"),
        ("return\n[a]\n", "return\n[a]"),
        ("call(\n  a,\n  b,\n)\n  .then(c)\n", "call(a,b,).then(c)"),
        ("a = b\n  ? c\n  : d\n", "a=b?c:d"),
        // Signs that would become another one.
        ("a + +b - -c", "a+ +b- -c"),
        ("a++ + b", "a++ +b"),
        ("a + ++b", "a+ ++b"),
        ("a / /b c/g.source", "a/ /b c/g.source"),
        ("typeof a in b", "typeof a in b"),
        ("case \"a\": b", "case\"a\":b"),
        ("for (const a of [1]) 1 in a", "for(const a of[1])1 in a"),
        ("async () => { }", "async()=>{}"),
        // What is text stays as it is.
        ("a = \"b  //  c\" + '/* \\' */'", "a=\"b  //  c\"+'/* \\' */'"),
        ("a = `b  ${ c + `d  ${ {e: 1}.e } f` }  //  g\n  h`", "a=`b  ${c+`d  ${{e:1}.e} f`}  //  g\n  h`"),
        ("a = `\\${ b  } $ {  `", "a=`\\${ b  } $ {  `"),
        ("a.replace(/[/ \"]  +\\/ /g, \"\")", "a.replace(/[/ \"]  +\\/ /g,\"\")"),
        ("a = b / c / d; e = (f) / g / h", "a=b/c/d;e=(f)/g/h"),
        ("return /a  b/.test(c)", "return /a  b/.test(c)"),
        ("a = /** @type {any} */ (b); // c\nd()", "a=(b);d()"),
        ("const ы = \"ё  \"; ы", "const ы=\"ё  \";ы"),
        ("a = .5 + 1.5e3 + 0x1f", "a=.5+1.5e3+0x1f"),
    ]

    @Test(arguments: rows) func whatOnlyReadersNeed_goes(script: String, left: String) throws {
        #expect(try compacted(script, path: "a.js") == left + "\n")
    }

    @Test func privateNames_becomeShort_theMostFrequentFirst_andTextKeepsIts() throws {
        let script = """
            class A { #rare; #often = 1; get() { return #often in this ? this.#often : `#often ${this.#often} #fff`; } }
            class B { #often = "#rare"; }
            """
        let left = """
            class A{#b;#a=1;get(){return #a in this?this.#a:`#often ${this.#a} #fff`;}}
            class B{#a="#rare";}

            """
        #expect(try compacted(script, path: "a.js") == left)
    }

    @Test func privateNamesWithoutNumber_allDiffer() throws {
        let script = (0..<3000).map { "#name\($0);" }.joined()
        let names = try compacted("class A{\(script)}", path: "a.js").split { "{};\n".contains($0) }.dropFirst()
        #expect(Set(names).count == 3000)
    }

    @Test(arguments: ["a = \"b", "a = `b ${c", "a = `b", "/* a", "a = /b[/"]) func scriptThatEndsTooEarly_isNamed(
        script: String
    ) {
        #expect(throws: PageError.self) { try compacted(script, path: "a.js") }
    }
}
