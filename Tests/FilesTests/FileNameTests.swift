import Files
import Testing

@Suite struct FileNameTests {
    @Test(arguments: [
        ("report.pdf", "report.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\photo.jpg", "photo.jpg"),
        ("folder/", "folder"),
        ("  a \t\n b  .txt", "a b .txt"),
        ("..hidden", "hidden"),
        ("name...", "name"),
        ("invoice\u{202E}fdp.exe", "invoicefdp.exe"),
        ("a\u{0}b\u{7F}c.txt", "abc.txt"),
        ("what?<is>|\"this\"*:.txt", "whatisthis.txt"),
        ("Счёт №5.pdf", "Счёт №5.pdf"),
        ("con", "_con"),
        ("NUL.txt", "_NUL.txt"),
        ("lpt1 .txt", "_lpt1 .txt"),
        ("console.txt", "console.txt"),
        (String(repeating: "я", count: 300) + ".docx", String(repeating: "я", count: 95) + ".docx"),
        ("a." + String(repeating: "b", count: 300), "a." + String(repeating: "b", count: 98)),
    ])
    func fileName_isCleaned(name: String, clean: String) {
        #expect(cleanFileName(name) == clean)
    }

    @Test(arguments: ["", "/", "...", " . ", "\u{202E}", "\\\\", "???"])
    func fileName_ofNothing_isNil(name: String) {
        #expect(cleanFileName(name) == nil)
    }

    @Test func fileName_isBounded_evenWithinOneCharacter() {
        let name = cleanFileName("e" + String(repeating: "\u{301}", count: 1000))
        #expect(name?.unicodeScalars.count == 100)
    }
}
