import Telegram
import Testing

/// Always the same bits.
private struct Constant: RandomNumberGenerator {
    let bits: UInt64
    mutating func next() -> UInt64 { bits }
}

@Test func backoff_doublesUpToItsBound_andStartsAnewAfterSuccess() {
    var backoff = Backoff()
    var least = Constant(bits: 0)
    let waits = (0..<8).map { _ in backoff.failed(using: &least) }
    #expect(waits == [0.5, 1, 2, 4, 8, 16, 30, 30].map { Duration.seconds($0) })
    backoff.succeeded()
    #expect(backoff.failed(using: &least) == .seconds(0.5))
}

@Test func backoff_staysBetweenHalfOfTheStepAndAllOfIt() {
    for seed in 0..<200 {
        var backoff = Backoff()
        var generator = Constant(bits: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
        for step in [1, 2, 4, 8, 16, 32, 60, 60] {
            let wait = backoff.failed(using: &generator)
            #expect(wait >= .seconds(Double(step) / 2) && wait <= .seconds(step))
        }
    }
}
