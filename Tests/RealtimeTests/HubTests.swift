import Domain
import Realtime
import Synchronization
import Testing

@Suite struct HubTests {
    /// What one listener has heard.
    final class Ear: Sendable {
        let frames = Mutex<[LiveFrame]>([])
        let hasClosed = Mutex(false)
        let interruptions = Mutex(0)

        func hear(_ signal: LiveSignal) {
            switch signal {
            case .frame(let frame): frames.withLock { $0.append(frame) }
            case .closing: hasClosed.withLock { $0 = true }
            case .interrupted: interruptions.withLock { $0 += 1 }
            }
        }

        var cursors: [Int64?] { frames.withLock { $0.map { $0.cursor?.rawValue } } }
    }

    func read(_ number: Int64, user: Int64) -> Event {
        Event(
            cursor: Cursor(rawValue: number), ticket: TicketID(rawValue: 1), user: UserID(rawValue: user),
            change: .read(by: .agent, upTo: MessageID(rawValue: number)))
    }

    @Test func interruption_reachesTheAudienceOnly() {
        let hub = Hub()
        let (anna, boris) = (Ear(), Ear())
        let subscriptions = [
            hub.subscribe(.user(UserID(rawValue: 1)), anna.hear), hub.subscribe(.user(UserID(rawValue: 2)), boris.hear),
        ]
        hub.interrupt(.user(UserID(rawValue: 1)))
        withExtendedLifetime(subscriptions) {
            #expect(anna.interruptions.withLock { $0 } == 1)
            #expect(boris.interruptions.withLock { $0 } == 0)
        }
    }

    @Test func events_reachTheirUserOnly_inOrder_untilTheSubscriptionEnds() {
        let hub = Hub()
        let (anna, boris) = (Ear(), Ear())
        let annas = hub.subscribe(.user(UserID(rawValue: 1))) { anna.hear($0) }
        let boriss = hub.subscribe(.user(UserID(rawValue: 2))) { boris.hear($0) }
        hub.publish([read(1, user: 1), read(2, user: 2), read(3, user: 1)])
        annas.end()
        hub.publish([read(4, user: 1), read(5, user: 2)])
        #expect(anna.cursors == [1, 3])
        #expect(boris.cursors == [2, 5])
        #expect(hub.listenerCount == 1)
        boriss.end()
        #expect(hub.listenerCount == 0)
    }

    @Test func typing_goesToTheOtherSide_withoutACursor() {
        let hub = Hub()
        let (user, agents) = (Ear(), Ear())
        let subscriptions = [
            hub.subscribe(.user(UserID(rawValue: 1))) { user.hear($0) }, hub.subscribe(.agents) { agents.hear($0) },
        ]
        let ticket = TicketID(rawValue: 1)
        hub.publish(Typing(ticket: ticket, user: UserID(rawValue: 1), author: .user, isTyping: true))
        #expect(agents.cursors == [nil])
        #expect(user.cursors.isEmpty)
        hub.publish(Typing(ticket: ticket, user: UserID(rawValue: 1), author: .agent, isTyping: true))
        #expect(user.cursors == [nil])
        // Colleagues hear it too.
        #expect(agents.cursors == [nil, nil])
        subscriptions.forEach { $0.end() }
    }

    @Test func subscription_endsWithItsLastReference() {
        let hub = Hub()
        do {
            let subscription = hub.subscribe(.agents) { _ in }
            withExtendedLifetime(subscription) { #expect(hub.listenerCount == 1) }
        }
        #expect(hub.listenerCount == 0)
    }

    @Test func closing_isHeardByEverybody() {
        let hub = Hub()
        let ear = Ear()
        let subscription = hub.subscribe(.agents) { ear.hear($0) }
        hub.close()
        withExtendedLifetime(subscription) { #expect(ear.hasClosed.withLock { $0 }) }
    }
}
