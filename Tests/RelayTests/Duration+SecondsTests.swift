import Testing

@testable import Relay

/// How the log writes a duration.
@Suite struct DurationTests {
    @Test(arguments: [(0.6502964146511051, "0.7 s"), (0, "0.0 s"), (9.96, "10.0 s"), (61, "61.0 s")])
    func seconds_haveOneDigit(seconds: Double, text: String) {
        #expect(Duration.seconds(seconds).inSeconds == text)
    }
}
