import FoundationEssentials
import TestSupport
import Testing

@testable import Domain

@Suite struct ZoneRulesTests {
    /// Each clock a second before it is set, and at that second.
    @Test(
        arguments: [
            ("Europe/Berlin", "2026-03-29T01:00:00.000Z", 60, 120),
            ("Europe/Berlin", "2026-10-25T01:00:00.000Z", 120, 60),
            ("Europe/Berlin", "2061-03-27T01:00:00.000Z", 60, 120),
            ("America/New_York", "2026-03-08T07:00:00.000Z", -300, -240),
            ("America/New_York", "2050-11-06T06:00:00.000Z", -240, -300),
            ("Australia/Lord_Howe", "2026-04-04T15:00:00.000Z", 660, 630),
            ("Europe/Dublin", "2030-10-27T01:00:00.000Z", 60, 0),
            ("America/Nuuk", "2040-03-25T01:00:00.000Z", -120, -60),
            // Rules that changed.
            ("Europe/Moscow", "2011-03-26T23:00:00.000Z", 180, 240),
            ("Europe/Moscow", "2014-10-25T22:00:00.000Z", 240, 180),
            ("Pacific/Apia", "2011-12-30T10:00:00.000Z", -600, 840),
            ("America/Sao_Paulo", "2019-02-17T02:00:00.000Z", -120, -180),
            ("Asia/Kathmandu", "1985-12-31T18:30:00.000Z", 330, 345),
        ] as [(String, String, Int64, Int64)])
    func clockIsSet_whenTheZoneSays(name: String, at text: String, before: Int64, after: Int64) throws {
        let zone = try #require(try zone(name))
        let moment = try #require(Timestamp(text)).seconds
        #expect(zone.period(at: moment - 1) == ZoneRules.Period(offset: before * 60, end: moment))
        #expect(zone.period(at: moment).offset == after * 60)
    }

    @Test(
        arguments: [
            ("UTC", 0), ("Asia/Kolkata", 330), ("Asia/Tehran", 210), ("Europe/Moscow", 180),
            ("America/Sao_Paulo", -180),
            ("Etc/GMT-14", 840), ("Etc/GMT+12", -720),
        ] as [(String, Int64)])
    func clockThatIsNotSet_staysForEver(name: String, minutes: Int64) throws {
        let zone = try #require(try zone(name))
        for moment in [1_900_000_000, 5_000_000_000] as [Int64] {
            #expect(zone.period(at: moment).offset == minutes * 60)
        }
    }

    @Test(arguments: [
        "", "/", "/etc/passwd", "../../etc/passwd", "Europe/../Berlin", "Europe//Berlin", "Europe/", "posix/UTC",
        "right/UTC", "Europe/Berlin\n", "Europe/Бе", "a/b/c/d", "1/2", ".hidden", String(repeating: "a", count: 65),
    ])
    func whatIsNoName_isNotLookedFor(text: String) {
        #expect(!ZoneRules.isName(text))
    }

    @Test(arguments: ["UTC", "Europe/Moscow", "America/Argentina/Buenos_Aires", "Etc/GMT+12", "America/Port-au-Prince"])
    func namesOfTheDatabase_areNames(text: String) {
        #expect(ZoneRules.isName(text))
    }

    @Test func damagedFile_isRefusedOrRead_butNeverATrap() throws {
        let path = "/usr/share/zoneinfo/America/New_York"
        let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
        for length in 0..<whole.count - 1 {
            #expect(ZoneRules(name: "x", tzif: Array(whole[..<length])) == nil, "\(length) bytes")
        }
        var random = SplitMix(seed: 9)
        for _ in 0..<5000 {
            var bytes = whole
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            guard let zone = ZoneRules(name: "x", tzif: bytes) else { continue }
            for moment in [-9_000_000_000, 0, 1_800_000_000, 9_000_000_000] as [Int64] {
                #expect(zone.period(at: moment).end > moment)
            }
        }
    }
}

@Suite struct PosixZoneTests {
    @Test(arguments: [
        "EST5EDT,M3.2.0,M11.1.0", "<+0330>-3:30", "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "IST-1GMT0,M10.5.0,M3.5.0/1",
        "XXX-2<+01>-1,0/0,J365/23", "AAA0BBB,J60/0,365/167:59:59",
    ])
    func ruleOfAFile_isRead(text: String) {
        #expect(PosixZone(text) != nil)
    }

    @Test(arguments: [
        "", "EST", "ES5", "EST25", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0",
        "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J5", "EST5EDT,366,5", "EST5EDT,M3.2.0/168,M11.1.0",
        "EST5EDT,M3.2.0,M11.1.0x",
        "<>5", "<+03", "EST5:60", "EST9999999999999999999",
    ])
    func anythingElse_isNot(text: String) {
        #expect(PosixZone(text) == nil)
    }

    @Test func summerThatFillsTheYear_neverEnds() throws {
        let zone = try #require(PosixZone("XXX3EDT4,0/0,J365/23"))
        for moment in stride(from: 1_700_000_000, to: 1_800_000_000, by: 40_000) as StrideTo<Int64> {
            #expect(zone.period(at: moment).offset == -4 * 3600)
        }
    }
}
