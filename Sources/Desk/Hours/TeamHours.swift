public import Domain
import Logging
import Store

extension Desk {
    /// When the team answers, as it is set.
    public func teamHours() throws -> TeamHours { try store.read { try $0.teamHours() } ?? .standard }

    /// The rules of a zone; nil if the system does not know it.
    @_spi(Channel) public static func zone(_ name: String) -> ZoneRules? { ZoneFolder.zone(name) }

    /// The zones among which people choose.
    public func zoneNames() -> [String] { ZoneFolder.names() }

    /// - Throws: ``DeskError/hoursRefused(_:)`` if the system does not know the zone.
    public func setTeamHours(_ hours: TeamHours, by actor: StaffActor) async throws {
        guard ZoneFolder.zone(hours.zone) != nil else { throw DeskError.hoursRefused(.zone) }
        let now = clock()
        try await store.write { transaction in
            try transaction.setTeamHours(hours)
            try transaction.audit(.hoursChanged, by: actor, now: now)
        }
    }

    /// What the hours mean for moments; nil while they are off, or can't be read: people need their chat more.
    public func openingTimes() -> OpeningTimes? { readHours()?.times }

    /// Whether the team is there, and how long an answer takes; nil while the hours are off.
    public func availability() -> Availability? {
        guard let reading = readHours(), let times = reading.times else { return nil }
        return Availability(times, at: clock(), answersIn: reading.answersIn.map { $0 + reading.lag })
    }

    /// How far back and ahead staff are told when the team is there.
    private static let told = (before: Duration.seconds(-62 * 86_400), after: Duration.seconds(14 * 86_400))

    /// When the team is there, from two months ago until two weeks from now, so that browsers can count waits; nil while the
    /// hours are off.
    public func openSpans() -> [OpeningTimes.Span]? {
        let now = clock()
        return openingTimes()?.spans(from: now.advanced(by: Self.told.before), to: now.advanced(by: Self.told.after))
    }

    func readHours() -> KnownHours.Reading? {
        let now = clock()
        do {
            return try knownHours.reading(at: now) {
                let hours = try teamHours()
                let times =
                    hours.isOn ? ZoneFolder.zone(hours.zone).map { OpeningTimes(hours: hours.hours, zone: $0) } : nil
                if hours.isOn, times == nil {
                    Log.support.error(
                        "hours are not kept: the zone is not known, is tzdata installed?",
                        metadata: ["zone": "\(hours.zone)"])
                }
                guard let times else {
                    return KnownHours.Reading(hours: hours, times: nil, answersIn: nil, lag: .zero, readAt: now)
                }
                return KnownHours.Reading(
                    hours: hours, times: times,
                    answersIn: try store.read { reader in
                        try times.usualAnswerTime(at: now) { try reader.answerTimes(from: $0, to: $1, limit: $2) }
                    },
                    lag: try telegramLag(at: now),
                    readAt: now)
            }
        } catch {
            Log.support.error("hours not read", metadata: ["error": "\(error)"])
            return nil
        }
    }

    /// Less is no lag, but a message on its way.
    private static let leastLag = Duration.seconds(30)

    /// How long the oldest message that Telegram has not taken has waited: the staff who answer there see none sooner.
    private func telegramLag(at now: Timestamp) throws -> Duration {
        guard isMirrored, let oldest = try store.read({ try $0.oldestDelivery() }) else { return .zero }
        let lag = oldest.duration(to: now)
        return lag < Self.leastLag ? .zero : lag
    }
}
