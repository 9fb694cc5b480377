import FoundationEssentials
import Telegram
import Testing

@testable import otvet

/// What the doctor calls broken.
@Suite struct JudgementTests {
    private static let now: Int64 = 1_800_000_000

    private func isBroken(_ result: Check.Result) -> Bool { if case .broken = result { true } else { false } }

    @Test(
        arguments: [
            (#"{"url":"","pending_update_count":7}"#, .poll, false, "7 updates"),
            (
                #"{"url":"https://u:pw@other.example/hook/SECRET","pending_update_count":0}"#, .poll, true,
                "other.example"
            ),
            (#"{"url":"","pending_update_count":0}"#, .webhook, true, "none"),
            (#"{"url":"https://desk.example/hook/SECRET","pending_update_count":0}"#, .webhook, false, "desk.example"),
            (
                #"{"url":"https://desk.example/","pending_update_count":3,"last_error_date":1799999900,"last_error_message":"502"}"#,
                .webhook, true, "502"
            ),
            (
                #"{"url":"https://desk.example/","pending_update_count":3,"last_error_date":1799000000,"last_error_message":"502"}"#,
                .webhook, false, "502"
            ),
            (
                #"{"url":"https://desk.example/","pending_update_count":0,"last_error_date":1799999900,"last_error_message":"502"}"#,
                .webhook, false, "502"
            ),
            (#"{"url":"https://desk.example/","pending_update_count":101}"#, .webhook, true, "101"),
            (#"{"url":"https://desk.example/","pending_update_count":0}"#, .off, false, "off"),
        ] as [(String, Configuration.Updates, Bool, String)])
    func webhook_mustBeWhatIsConfigured_andWork(
        info: String, updates: Configuration.Updates, isBroken: Bool, says: String
    ) throws {
        let info = try JSONDecoder().decode(WebhookInfo.self, from: Data(info.utf8))
        let result = Check.Result.webhook(info, updates: updates, now: Self.now)
        #expect(self.isBroken(result) == isBroken)
        #expect("\(result)".contains(says) && !"\(result)".contains("SECRET") && !"\(result)".contains("pw"))
    }

    @Test(arguments: [(0, false), (30, false), (-30, false), (31, true), (-31, true), (86_400, true)])
    func clock_mayDifferByThirtySeconds(ahead: Int, isBroken: Bool) {
        #expect(self.isBroken(.clock(ahead: ahead)) == isBroken)
    }

    @Test func clockOfASilentServer_isNotChecked() {
        guard case .skipped = Check.Result.clock(ahead: nil) else { return #expect(Bool(false)) }
    }

    @Test(arguments: [(nil, 2, false), (2, 2, false), (1, 2, false), (3, 2, true)] as [(Int?, Int, Bool)])
    func database_mustNotBeNewer(schema: Int?, known: Int, isBroken: Bool) {
        #expect(self.isBroken(.database(schema: schema, known: known)) == isBroken)
    }

    @Test(
        arguments: [
            (0, 0, true), (255, 0, true), (256, 0, false), (1 << 40, 0, false), (511, 512, true), (512, 512, false),
            (255, 100, true),
        ] as [(UInt64, UInt64, Bool)])
    func disk_needsRoom_alsoForFiles(mebibytes: UInt64, floor: UInt64, isBroken: Bool) {
        #expect(self.isBroken(.freeDisk(mebibytes << 20, floor: floor << 20)) == isBroken)
    }

    @Test(
        arguments: [
            (.chatNotFound("chat not found"), "not in -1001"), (.forbidden("kicked"), "not in -1001"),
            (.uncertain("status 502"), "502"),
        ] as [(TelegramError, String)])
    func group_isNamed_withWhatToDo(error: TelegramError, says: String) {
        let result = Check.Result.group(error, id: -1001)
        #expect(isBroken(result) && "\(result)".contains(says))
    }

    @Test func folder_isWritable_orCanBeMade_orIsBroken() {
        #expect(!isBroken(Machine.examine(dataFolder: "/tmp")))
        #expect(!isBroken(Machine.examine(dataFolder: "/tmp/otvet-that-is-not-there")))
        #expect(isBroken(Machine.examine(dataFolder: "/dev/null/otvet")))
        #expect(isBroken(Machine.examine(dataFolder: "/proc")))
        #expect(isBroken(Machine.examine(dataFolder: "/otvet-that-is-not-there/data")))
    }

    @Test func host_isLookedUp() throws {
        #expect(try Machine.address(of: "127.0.0.1").get() == "127.0.0.1")
        #expect(throws: Machine.LookupFailure.self) { try Machine.address(of: "no such host").get() }
    }
}
