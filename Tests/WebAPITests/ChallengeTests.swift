import Crypto
import Desk
import Domain
import HTTPEngine
import Store
import TestSupport
import Testing

@testable import WebAPI

@Suite(.timeLimit(.minutes(2))) struct ChallengeTests {
    private static let key = Array(repeating: 7, count: 32) as [UInt8]
    private static func network(_ text: String) throws -> IPNetwork { try #require(IPAddress(text)).network }

    private func gate(
        _ mode: ChallengeMode, _ contacts: FirstContacts = FirstContacts(recent: 0, waiting: 0)
    ) -> ChallengeGate {
        ChallengeGate(mode: mode, key: Self.key) { contacts }
    }

    /// What a browser does.
    private func solution(_ challenge: Challenge) throws -> ChallengeAnswer {
        let number = try #require((0..<(1 << 24)).lazy.map(String.init).first(where: challenge.isMet))
        return ChallengeAnswer(text: challenge.text, solution: number)
    }

    /// The challenge that stands in the way, or nil.
    private func challenge(
        _ gate: ChallengeGate, _ answer: ChallengeAnswer? = nil, from address: String = "203.0.113.7",
        at time: Int64 = 6000, now: ContinuousClock.Instant = .now
    ) throws -> Challenge? {
        do {
            try gate.admit(answer, from: try Self.network(address), now: now, time: time)
            return nil
        } catch let required as ChallengeRequired { return required.challenge }
    }

    @Test func peace_asksForNothing_andAFloodForWork() throws {
        let gate = gate(.auto)
        for _ in 0..<(ChallengeGate.mostSessions - 1) { #expect(try challenge(gate) == nil) }
        #expect(!gate.isChallenging)
        let asked = try #require(try challenge(gate))
        #expect(asked.bits == ChallengeGate.bits && gate.isChallenging)
        #expect(try challenge(gate, try solution(asked)) == nil)
        // The harder they come, the more they are asked for.
        var last = asked
        for _ in 0..<2000 { last = try challenge(gate) ?? last }
        #expect(last.bits == ChallengeGate.mostBits)
        // After some minutes without a flood nothing is asked for any more.
        let later = ContinuousClock.now + ChallengeGate.patience + .seconds(1)
        #expect(try challenge(gate, at: 6600, now: later) == nil)
    }

    @Test(arguments: [
        (FirstContacts(recent: ChallengeGate.mostContacts, waiting: 0), true),
        (FirstContacts(recent: 0, waiting: ChallengeGate.mostWaiting), true),
        (FirstContacts(recent: ChallengeGate.mostContacts - 1, waiting: ChallengeGate.mostWaiting - 1), false),
    ]) func firstContacts_shutTheGateToo(contacts: FirstContacts, isChallenging: Bool) throws {
        #expect(try (challenge(gate(.auto, contacts)) != nil) == isChallenging)
    }

    @Test func modes_holdWhateverComes() throws {
        #expect(try challenge(gate(.on)) != nil)
        let off = gate(.off, FirstContacts(recent: 9999, waiting: 9999))
        for _ in 0..<500 { #expect(try challenge(off) == nil) }
    }

    @Test func answers_countOnce_inTime_fromWhereTheyWereAskedFor() throws {
        let gate = gate(.on)
        let asked = try #require(try challenge(gate))
        let answer = try solution(asked)
        let wrong = try #require((0..<100).map(String.init).first { !asked.isMet(by: $0) })
        let other = try #require(Challenge(asked.text, from: Self.network("203.0.113.7"), key: Self.key))
        #expect(other == asked)
        let refused: [(ChallengeAnswer, String, Int64)] = [
            (ChallengeAnswer(text: answer.text, solution: wrong), "203.0.113.7", 6000),
            (ChallengeAnswer(text: answer.text, solution: ""), "203.0.113.7", 6000),
            (ChallengeAnswer(text: answer.text, solution: answer.solution + " "), "203.0.113.7", 6000),
            (
                ChallengeAnswer(
                    text: String(answer.text.dropLast()) + (answer.text.hasSuffix("A") ? "Q" : "A"),
                    solution: answer.solution), "203.0.113.7", 6000
            ),
            (ChallengeAnswer(text: String(repeating: "A", count: 60_000), solution: "1"), "203.0.113.7", 6000),
            (answer, "203.0.113.8", 6000), (answer, "203.0.113.7", 6000 + 120),
        ]
        for (answer, address, time) in refused {
            #expect(try challenge(gate, answer, from: address, at: time) != nil)
        }
        #expect(try challenge(gate, answer, at: 6119) == nil)
        #expect(try challenge(gate, answer, at: 6119) != nil)
        // An IPv6 customer has the whole /64.
        let sixes = try #require(try challenge(gate, from: "2001:db8:1:2::3"))
        #expect(try challenge(gate, solution(sixes), from: "2001:db8:1:2:3::9") == nil)
    }

    @Test(arguments: ["{}", #"{"text":"a"}"#, #"{"solution":"1"}"#, "7", "null"])
    func answersThatAreNone_areRefused_alsoInPeace(answer: String) async throws {
        let fixture = try WebAPIFixture()
        let reply = try await fixture.client().post("/api/support/session", #"{"challenge":\#(answer)}"#)
        #expect(reply.status == 400)
    }

    @Test func strangers_areAsked_andVisitorsAreNot() async throws {
        let fixture = try WebAPIFixture { $0.challenge = .on }
        let client = try fixture.client()
        let known = try await fixture.visitor()
        #expect(try await client.post("/api/support/session", token: known).status == 200)
        #expect(try await client.post("/api/support/chat/send", token: known, #"{"message":"hi"}"#).status == 201)
        for (path, body) in [("/api/support/session", ""), ("/api/support/chat/send", #""message":"hi","#)] {
            let refused = try await client.post(path, "{\(body)\"locale\":null}")
            #expect(refused.status == 429 && refused["Retry-After"] == "60")
            let error = try #require(try refused.json["error"])
            #expect(error["code"]?.string == "challenge_required")
            let text = try #require(error["challenge"]?["text"]?.string)
            let bits = try #require(error["challenge"]?["bits"]?.int)
            let number = try #require(
                (0..<(1 << 24)).lazy.map(String.init).first { number in
                    let hash = sha256("\(text):\(number)".utf8)
                    return (UInt32(hash[0]) << 24 | UInt32(hash[1]) << 16 | UInt32(hash[2]) << 8 | UInt32(hash[3]))
                        .leadingZeroBitCount >= bits
                })
            let answer = #""challenge":{"text":"\#(text)","solution":"\#(number)"}"#
            let opened = try await client.post(path, "{\(body)\(answer)}")
            #expect(opened.status == 201)
            let again = try await client.post(path, "{\(body)\(answer)}")
            #expect(again.status == 429)
        }
    }
}
