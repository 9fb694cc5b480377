import Testing

@testable import Telegram

@Suite struct FileSourceTests {
    @Test(
        arguments: [
            ("photos/file_0.jpg", nil, .web(path: "photos/file_0.jpg")),
            ("photos/file_0.jpg", "/var/bot-api", .web(path: "photos/file_0.jpg")),
            ("documents/a b?#ü.pdf", nil, .web(path: "documents/a%20b%3F%23%C3%BC.pdf")),
            ("/var/bot-api/7:T/documents/a.pdf", nil, .web(path: "var/bot-api/7%3AT/documents/a.pdf")),
            ("/var/bot-api/7:T/a.pdf", "/var/bot-api", .disk(path: "/var/bot-api/7:T/a.pdf")),
            ("/var/bot-api/7:T/a.pdf", "/var//bot-api/", .disk(path: "/var/bot-api/7:T/a.pdf")),
            ("/var/bot-api-2/a.pdf", "/var/bot-api", .web(path: "var/bot-api-2/a.pdf")),
            ("/etc/passwd", "/var/bot-api", .web(path: "etc/passwd")),
            ("/var/bot-api", "/var/bot-api", .web(path: "var/bot-api")),
            ("/var/bot-api/../../etc/passwd", "/var/bot-api", nil), ("../../bot7:T/getMe", nil, nil),
            ("a/./b", nil, nil),
            ("", nil, nil), ("/", "/var/bot-api", nil), ("a\0b", nil, nil),
        ] as [(String, String?, FileSource?)])
    func source_isTheDisk_onlyBelowTheFolder(path: String, folder: String?, source: FileSource?) {
        #expect(FileSource(filePath: path, folder: folder) == source)
    }
}
