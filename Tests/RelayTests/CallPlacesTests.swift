import Domain
import Testing

@testable import Relay

@Suite struct CallPlacesTests {
    static let patience = Duration.seconds(10)
    private let start = ContinuousClock.now

    /// Begins as many calls as have places, of tickets from `first` on.
    private func fill(
        _ places: inout CallPlaces, _ kind: CallPlaces.Kind, isRetry: Bool = false, isProbing: Bool = false,
        from first: Int, after time: Duration = .zero
    ) -> Int {
        var count = 0
        while count < 100,
            places.hasPlace(for: kind, isRetry: isRetry, isProbing: isProbing, at: start + time)
        {
            places.begin(TicketID(rawValue: Int64(first + count)), kind, isRetry: isRetry, at: start + time)
            count += 1
        }
        return count
    }

    @Test func eachKind_hasPlacesOfItsOwn_andOneForTriesOfWhatFailed() {
        var places = CallPlaces(patience: Self.patience)
        let counts = [CallPlaces.Kind.line, .topic, .file].enumerated().map { index, kind in
            [false, true].map { fill(&places, kind, isRetry: $0, from: index * 1000 + ($0 ? 500 : 0)) }
        }
        #expect(counts == [[CallPlaces.mostLines, 1], [CallPlaces.mostOthers, 1], [CallPlaces.mostOthers, 1]])
        places.end(TicketID(rawValue: 0))
        let again = fill(&places, .line, from: 5000)
        #expect(again == 1)
    }

    @Test func linesThatHang_giveTheirPlacesToOthers_withinABound() {
        var places = CallPlaces(patience: Self.patience)
        var count = fill(&places, .line, from: 0)
        #expect(places.nextPlace(at: start + .seconds(4)) == .seconds(6))
        for round in 1...9 { count += fill(&places, .line, from: round * 1000, after: Self.patience * round) }
        #expect(count == CallPlaces.mostLongLines)
        #expect(places.longLines(at: start + Self.patience * 9) == count)
        // What takes long by its nature gives no place away.
        #expect(fill(&places, .file, from: 20_000) == CallPlaces.mostOthers)
        #expect(fill(&places, .file, from: 30_000, after: Self.patience * 9) == 0)
    }

    /// Whatever fails again and again has one place, however long it hangs.
    @Test func retries_takeOnePlace_evenIfTheyHang() {
        var places = CallPlaces(patience: Self.patience)
        #expect(fill(&places, .line, isRetry: true, from: 0) == 1)
        #expect(fill(&places, .line, isRetry: true, from: 100, after: Self.patience) == 0)
        #expect(fill(&places, .line, isProbing: true, from: 200, after: Self.patience) == 1)
    }
}
