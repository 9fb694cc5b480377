import Glibc
import Testing

@testable import HTTPEngine

@Suite(.timeLimit(.minutes(1))) struct ConnectionGateTests {
    private let network = Network(sockaddr_storage())

    /// The bound of a shutdown may pass before anybody waits.
    @Test func waiting_endsAtOnce_onceGivenUp() async {
        let gate = ConnectionGate(total: 1, perAddress: 1)
        #expect(gate.enter(network))
        gate.giveUp()
        await gate.waitUntilEmpty()
    }

    @Test func waiting_endsWithTheLastConnection() async {
        let gate = ConnectionGate(total: 2, perAddress: 2)
        #expect(gate.enter(network) && gate.enter(network))
        async let empty: Void = gate.waitUntilEmpty()
        gate.leave(network)
        gate.leave(network)
        await empty
    }
}
