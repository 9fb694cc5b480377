import Testing

@testable import HTTPEngine

@Suite struct DateLineTests {
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_709_210_096, "Thu, 29 Feb 2024 12:34:56 GMT"), (Int.max, "Thu, 01 Jan 1970 00:00:00 GMT"),
    ])
    func date_isFormattedAsIMFFixdate(_ seconds: Int, _ expected: String) {
        #expect(imfDate(unixSeconds: seconds) == expected)
    }
}
