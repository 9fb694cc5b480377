import Testing

@_spi(Channel) @testable import Desk

/// Who waits for a password to be checked: strangers keep out nobody who is known.
@Suite struct PasswordBacklogTests {
    private let now = ContinuousClock.now

    /// A rush of guesses from many networks: each has one under way as soon as the last was checked.
    @Test func strangersOfManyNetworks_keepNobodyElseOut() {
        var line = PasswordBacklog<String>()
        let networks = (0..<250).map { "network \($0)" }
        for round in 0..<4 {
            for network in networks {
                _ = line.admit(network, from: network, at: now)
                if round > 0 || network.hasSuffix("9") { _ = line.next() }
            }
        }
        for network in networks.prefix(60) { _ = line.admit(network, from: network, at: now) }
        #expect(line.admit("Anna", from: "elsewhere", at: now) != "Anna")
        #expect(line.next() == "Anna")
    }

    @Test func oneNetwork_hasNotAllPlaces() {
        var line = PasswordBacklog<String>()
        for number in 0..<PasswordBacklog<String>.limit { #expect(line.admit("\(number)", from: "a", at: now) == nil) }
        #expect(line.admit("more", from: "a", at: now) == "more")
        // The last of the network that has most comes again.
        #expect(line.admit("other", from: "b", at: now) == "\(PasswordBacklog<String>.limit - 1)")
    }

    @Test func whoIsKnown_goesFirst_andHasPlacesOfTheirOwn() {
        var line = PasswordBacklog<String>()
        for number in 0..<PasswordBacklog<String>.limit { _ = line.admit("\(number)", from: "\(number)", at: now) }
        #expect(line.admit("known", from: nil, at: now) == nil)
        #expect(line.next() == "known")
        for number in 0..<PasswordBacklog<String>.reserve {
            #expect(line.admit("known \(number)", from: nil, at: now) == nil)
        }
        #expect(line.admit("too many", from: nil, at: now) == "too many")
    }
}
