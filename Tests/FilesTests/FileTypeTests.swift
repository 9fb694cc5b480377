import Files
import Testing

@Suite struct FileTypeTests {
    private static func entry(_ name: String, _ content: String = "") -> [UInt8] {
        [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 8) + Sample.little(content.utf8.count, 4)
            + Sample.little(content.utf8.count, 4) + Sample.little(name.utf8.count, 2) + [0, 0] + Array(name.utf8)
            + Array(content.utf8)
    }

    private static func ftyp(_ major: String, _ compatible: String = "") -> [UInt8] {
        Sample.big(16 + compatible.utf8.count, 4) + Array("ftyp\(major)".utf8) + [0, 0, 0, 0] + Array(compatible.utf8)
    }

    /// 417 bytes: MPEG 1, layer III, 128 kbit/s, 44100 Hz.
    private static let frame: [UInt8] = [0xFF, 0xFB, 0x90, 0x00] + [UInt8](repeating: 0, count: 413)

    @Test func type_isToldFromBytes() {
        let contentTypes = Self.entry("[Content_Types].xml", "<Types/>")
        let openDocument = "application/vnd.oasis.opendocument."
        let cases: [([UInt8], FileType)] = [
            (Sample.jpeg(), .jpeg), (Sample.png(), .png), (Sample.gif(), .gif), (Sample.webP(Sample.lossy), .webp),
            (Self.ftyp("isom", "mp42"), .mp4), (Self.ftyp("M4A "), .m4a), (Self.ftyp("qt  "), .quicktime),
            (Self.ftyp("heic", "mif1"), .binary), (Self.ftyp("avif"), .binary), (Self.ftyp("isom", "mif1"), .binary),
            ([0x1A, 0x45, 0xDF, 0xA3, 0x9F], .webm), (Array("OggS".utf8) + [0, 2], .ogg),
            (Array("ID3".utf8) + [4, 0], .mp3), (Self.frame + Self.frame, .mp3), (Self.frame + Self.ftyp("x"), .binary),
            (Array("RIFF\0\0\0\0WAVE".utf8), .wav), (Array("RIFF\0\0\0\0AVI ".utf8), .binary),
            (Array("fLaC\0".utf8), .flac), (Array("%PDF-1.7".utf8), .pdf), ([0x1F, 0x8B, 8], .gzip),
            ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip), (Array("Rar!".utf8) + [0x1A, 7, 0], .rar),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .ole), (Array("{\\rtf1}".utf8), .rtf),
            (Self.entry("a.txt", "hello"), .zip), (contentTypes + Self.entry("word/document.xml"), .docx),
            (contentTypes + Self.entry("xl/workbook.xml"), .xlsx), (contentTypes + Self.entry("ppt/a.xml"), .pptx),
            (Self.entry("word/hello.txt"), .zip), (Self.entry("mimetype", openDocument + "text"), .odt),
            (Self.entry("mimetype", openDocument + "spreadsheet"), .ods), (Self.entry("mimetype", "x"), .zip),
            ([0x7F, 0x45, 0x4C, 0x46, 2], .program), (Array("MZ".utf8) + [0x90, 0, 3], .program),
            (Array("MZ is a film".utf8), .text), (Array("#!/bin/sh\n".utf8), .program),
            ([0xCF, 0xFA, 0xED, 0xFE, 7], .program), ([0xCA, 0xFE, 0xBA, 0xBE, 0], .program),
            (Array("<!doctype html><script>".utf8), .text), (Array("<svg onload=x>".utf8), .text),
            (Array("{\"a\":1}".utf8), .text), (Array("Привет".utf8), .text), ([0xC3, 0x28], .binary),
            (Array("a\0b".utf8), .binary), ([], .binary),
        ]
        for (bytes, type) in cases { #expect(FileType(head: bytes, isWhole: true) == type) }
    }

    @Test func text_mayBeCutWithinACharacter_onlyIfMoreFollows() {
        let text = Array("Привет 🙂".utf8)
        for length in 1...text.count {
            #expect(FileType(head: text.prefix(length), isWhole: false) == .text)
        }
        #expect(FileType(head: text.dropLast(), isWhole: true) == .binary)
    }

    @Test func visitors_maySendAllButProgramsAndTheUnknown() {
        #expect(FileType.allCases.filter { !$0.isWelcome } == [.program, .binary])
        #expect(FileType.allCases.allSatisfy { !$0.fileExtension.isEmpty })
    }
}
