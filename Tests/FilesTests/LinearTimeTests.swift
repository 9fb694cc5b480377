import TestSupport
import Testing

@testable import Files

/// No file and no file's name makes the work on it grow faster than itself.
@Suite(.serialized) struct LinearTimeTests {
    /// Headers of a zip file that each claim a name as long as the rest.
    private func zip(_ count: Int) -> [UInt8] {
        let header = [0x50, 0x4B, 0x03, 0x04] + [UInt8](repeating: 0, count: 22) + [0xFF, 0xFF, 0, 0]
        return Array([[UInt8]](repeating: header, count: count).joined()) + [UInt8](repeating: 0x61, count: 65_536)
            + [0xFF]
    }

    @Test(arguments: [0x61, 0x00, 0xFF, 0xD0, 0x50] as [UInt8]) func type_isToldInLinearTime(byte: UInt8) {
        let growth = growth(4000) { size in
            let bytes = [UInt8](repeating: byte, count: size)
            return { _ = FileType(head: bytes, isWhole: true) }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test func namesOfAZip_areReadInLinearTime() {
        let growth = growth(100) { size in
            let bytes = zip(size)
            return { _ = FileType(head: bytes, isWhole: true) }
        }
        #expect(linearGrowth.contains(growth))
    }

    @Test(arguments: ["a", ".", " ", "/", "a.", "ж", "\u{202E}", "e\u{301}", "\u{301}", "COM1."])
    func fileName_isCleanedInLinearTime(part: String) {
        let growth = growth(500) { size in
            let name = String(repeating: part, count: size)
            return { _ = cleanFileName(name) }
        }
        #expect(linearGrowth.contains(growth))
    }
}
