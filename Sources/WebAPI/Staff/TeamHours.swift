import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `GET /api/admin/hours`
    func teamHours(_ request: Request, _: Staff) throws -> Response {
        response(try desk.teamHours())
    }

    /// `PUT /api/admin/hours`: replaces all of them.
    func setTeamHours(_ request: Request, _ staff: Staff) async throws -> Response {
        let hours = try orRefused { try HoursBody(request).hours() }
        try await desk.setTeamHours(hours, by: actor(staff, request))
        return response(hours)
    }

    private func response(_ hours: TeamHours) -> Response {
        .json { json in
            json.object("hours") { $0.members(of: hours) }
            json.member("availability", ifPresent: desk.availability())
            if let spans = desk.openSpans() {
                json.array("open") { json in
                    for span in spans {
                        json.object { json in
                            json.member("from", span.start.description)
                            json.member("to", span.end.description)
                        }
                    }
                }
            }
            json.array("zones") { json in
                for zone in desk.zoneNames() { json.string(zone) }
            }
        }
    }
}

/// Tells the administrator what is wrong with the hours.
private func orRefused<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let fault as HoursFault {
        throw DeskError.hoursRefused(fault)
    }
}

/// Hours as a request gives them.
private struct HoursBody {
    private var isOn: Bool?
    private var zone: String?
    private var week: [[OpenInterval]]?
    private var exceptions: [WorkingHours.Exception] = []
    private var (english, russian) = ("", "")

    init(_ request: Request) throws {
        try readBody(request) { name, reader in
            switch name {
            case "on": isOn = try reader.bool()
            case "zone": zone = try reader.string()
            case "week": week = try orRefused { try WorkingHours.week(&reader) }
            case "exceptions": exceptions = try orRefused { try WorkingHours.exceptions(&reader) }
            case "reply": try readReply(&reader)
            default: try reader.skip()
            }
        }
    }

    private mutating func readReply(_ reader: inout JSONReader) throws {
        try reader.object { name, reader in
            switch name {
            case "en": english = try reader.string()
            case "ru": russian = try reader.string()
            default: try reader.skip()
            }
        }
    }

    func hours() throws -> TeamHours {
        guard let isOn, let week else { throw DeskError.invalid(.body) }
        guard let zone else { throw HoursFault.zone }
        return TeamHours(
            isOn: isOn, zone: zone, hours: try WorkingHours(week: week, exceptions: exceptions),
            reply: try AwayReply(english: english, russian: russian))
    }
}

extension JSONWriter {
    fileprivate mutating func members(of hours: TeamHours) {
        member("on", hours.isOn)
        member("zone", hours.zone)
        array("week", week: hours.hours.week)
        array("exceptions", hours.hours.exceptions)
        object("reply") { json in
            json.member("en", hours.reply.english)
            json.member("ru", hours.reply.russian)
        }
    }

    /// Whether the team is there; nothing while its hours are off.
    mutating func member(_ name: StaticString, ifPresent availability: Availability?) {
        guard let availability else { return }
        object(name) { json in
            json.member("open", availability.isOpen)
            json.member("closes_at", ifPresent: availability.closesAt?.description)
            json.member("opens_at", ifPresent: availability.opensAt?.description)
            if let time = availability.answersIn { json.member("answer_seconds", time.components.seconds) }
        }
    }
}
