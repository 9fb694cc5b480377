import Testing

@testable import HTTPEngine

@Suite(.timeLimit(.minutes(1))) struct ConnectionGateTests {
    private let network = IPAddress(high: 0, low: 1).network

    /// The bound of a shutdown may pass before anybody waits.
    @Test func waiting_endsAtOnce_onceGivenUp() async {
        let gate = ConnectionGate(total: 1, perClient: 1)
        #expect(gate.enter(network).isIn)
        gate.giveUp()
        await gate.waitUntilEmpty()
    }

    @Test func waiting_endsWithTheLastConnection() async {
        let gate = ConnectionGate(total: 2, perClient: 2)
        #expect(gate.enter(network).isIn && gate.enter(nil).isIn)
        async let empty: Void = gate.waitUntilEmpty()
        gate.leave(network)
        gate.leave(nil)
        await empty
    }
}
