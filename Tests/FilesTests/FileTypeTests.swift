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

    static let legacy: [(String, [UInt8])] = [
        ("UTF-16 of Excel", [0xFF, 0xFE] + "Цена;1\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        (
            "UTF-16, the other way round",
            [0xFE, 0xFF] + "Цена\t😀".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        ),
        // "Цена;Вес\r\n", "№ 5 – «ёж»" and "café crème" in one byte a letter.
        ("Windows-1251", [0xD6, 0xE5, 0xED, 0xE0, 0x3B, 0xC2, 0xE5, 0xF1, 0x0D, 0x0A]),
        (
            "Windows-1251 with signs",
            [0xB9, 0x20, 0x35, 0x20, 0x96, 0x20, 0xEF, 0xEE, 0xF7, 0xF2, 0xB8, 0xE6, 0xE8, 0xEA]
        ),
        // "Цена;Вес\r\n" and quotation marks, a number sign and a dash alone.
        ("CP866", [0x96, 0xA5, 0xAD, 0xA0, 0x3B, 0x82, 0xA5, 0xE1, 0x0D, 0x0A]),
        ("Windows-1251, signs alone", [0xAB, 0xB9, 0x20, 0x35, 0xBB, 0x20, 0x97, 0x20, 0x36, 0x25]),
        ("Windows-1252", [0x93] + Array("Price".utf8) + [0x94, 0x20, 0x80, 0x20, 0x97]),
        ("UTF-16 without its mark", "Цена;1\r\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
        ("UTF-16 without it, the other way", "Price;1\r\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }),
        ("UTF-8 with a broken character", Array("Привет".utf8) + [0xFF, 0x21]),
        ("Latin-1", Array("caf".utf8) + [0xE9, 0x20] + Array("cr".utf8) + [0xE8] + Array("me".utf8)),
    ]

    @Test(arguments: legacy) func textOfAnotherEncoding_isText(name: String, bytes: [UInt8]) {
        #expect(FileType(head: bytes, isWhole: true) == .text)
        #expect(FileType(head: bytes + [0], isWhole: true) == .binary || name.hasPrefix("UTF-16"))
    }

    @Test func whatOnlyResemblesAText_isNone() {
        let noise = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
        let lone: [UInt8] = [0xFF, 0xFE, 0x00, 0xD8, 0x41, 0x00]
        for bytes in [noise, lone, [0xFF, 0xFE, 0, 0], [0x80, 0x81, 0x82]] {
            #expect(FileType(head: bytes, isWhole: true) == .binary)
        }
    }

    @Test func text_mayBeCutWithinACharacter() {
        let text = Array("Привет 🙂".utf8)
        for length in 1...text.count {
            #expect(FileType(head: text.prefix(length), isWhole: false) == .text)
        }
        #expect(FileType(head: text.dropLast(), isWhole: true) == .text)
    }

    @Test func visitors_maySendAllButProgramsAndTheUnknown() {
        #expect(FileType.allCases.filter { !$0.isWelcome } == [.program, .binary])
        #expect(FileType.allCases.allSatisfy { !$0.fileExtension.isEmpty })
    }
}
