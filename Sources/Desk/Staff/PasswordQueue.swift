import Dispatch
import Domain
import Synchronization

/// Hashes and checks passwords one after another, off the event loops, so that a flood of guesses takes
/// one core and 32 MiB and no more.
final class PasswordQueue: Sendable {
    private let queue = DispatchQueue(label: "otvet.passwords", qos: .utility)
    private let line = Mutex(PasswordBacklog<Waiting>())

    private struct Waiting: Sendable {
        let work: @Sendable () -> Void
        let refuse: @Sendable () -> Void
    }

    /// - Throws: ``DeskError/rateLimited(retryAfter:)`` if too many are waiting already.
    func hash(_ password: Password) async throws -> PasswordHash {
        try await run(from: nil) { try PasswordHash(password) }
    }

    /// - Parameter network: Where the attempt comes from; nil for a client that is known from an earlier sign-in.
    func check(_ password: Password, _ hash: PasswordHash, from network: String?) async throws -> Bool {
        try await run(from: network) { try hash.matches(password) }
    }

    private func run<Result: Sendable>(
        from network: String?, _ work: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            let waiting = Waiting(
                work: { continuation.resume(with: Swift.Result(catching: work)) },
                refuse: { continuation.resume(throwing: DeskError.rateLimited(retryAfter: 3)) })
            let refused = line.withLock { $0.admit(waiting, from: network, at: .now) }
            refused?.refuse()
            queue.async { self.line.withLock { $0.next() }?.work() }
        }
    }
}

/// The queue of attempts whose password is to be checked. Known clients go first. Among the others, those go first
/// whose network has been served least lately, so that whoever guesses without end only delays themselves.
struct PasswordBacklog<Work> {
    /// The most unknown clients that wait: about two seconds of work.
    static var limit: Int { 20 }
    /// The same for known clients.
    static var reserve: Int { 20 }
    /// After this time, attempts that were served count half.
    static var memory: Duration { .seconds(600) }
    /// The most networks counted. Beyond it the counts begin anew.
    static var mostNetworks: Int { 10_000 }

    private struct Place {
        let work: Work
        let network: Int?
    }

    private var places: [Place] = []
    /// How many attempts were served lately, by the hash of the network.
    private var served: [Int: Int] = [:]
    private var forgetAt: ContinuousClock.Instant?

    /// Adds an attempt.
    ///
    /// - Returns: The attempt that is turned away: the last one of the unknown network that takes most, or the
    ///   new one. Nil if there is room.
    mutating func admit(_ work: Work, from network: String?, at now: ContinuousClock.Instant) -> Work? {
        if forgetAt.map({ $0 <= now }) ?? true {
            served = served.compactMapValues { $0 > 1 ? $0 / 2 : nil }
            forgetAt = now + Self.memory
        }
        let place = Place(work: work, network: network.map(\.hashValue))
        guard let network = place.network else {
            guard places.count(where: { $0.network == nil }) < Self.reserve else { return work }
            places.append(place)
            return nil
        }
        guard places.count(where: { $0.network != nil }) >= Self.limit else {
            places.append(place)
            return nil
        }
        let worst = places.indices.filter { places[$0].network != nil }.max { weight(places[$0]) < weight(places[$1]) }
        guard let worst, weight(places[worst]) > weight(of: network) + 1 else { return work }
        let last = places.lastIndex { $0.network == places[worst].network } ?? worst
        defer { places.append(place) }
        return places.remove(at: last).work
    }

    /// Takes the next attempt; nil if none waits.
    mutating func next() -> Work? {
        let index =
            places.firstIndex { $0.network == nil }
            ?? places.indices.min {
                served[places[$0].network ?? 0, default: 0] < served[places[$1].network ?? 0, default: 0]
            }
        guard let index else { return nil }
        let place = places.remove(at: index)
        if let network = place.network {
            if served.count >= Self.mostNetworks { served = [:] }
            served[network, default: 0] += 1
        }
        return place.work
    }

    /// How many attempts of a network were served lately or are waiting.
    private func weight(of network: Int) -> Int {
        served[network, default: 0] + places.count { $0.network == network }
    }

    private func weight(_ place: Place) -> Int { place.network.map(weight) ?? 0 }
}
