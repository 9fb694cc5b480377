import Domain
import Store
import Testing

@testable import otvet

/// What the doctor says of how long things are kept (`Judgements.swift`).
@Suite struct RetentionJudgementTests {
    @Test func retention_saysWhatIsSet_howMuchIsOlder_andWhenThatWasRemoved() {
        let now = Timestamp.now()
        var policy = RetentionPolicy()
        #expect(
            Check.Result.retention(policy, nil, now: now)
                == .well(
                    "closed tickets for ever, files for ever, updates 7 days, events for ever; nothing was swept yet"))
        (policy.closedTickets, policy.files) = (1, 30)
        func backlog(sweptBefore days: Int) -> RetentionBacklog {
            RetentionBacklog(sweptAt: now.before(days: days), closedTickets: 0, files: 10_000, updates: 3, events: nil)
        }
        let text =
            "closed tickets 1 day, files 30 days (very many older), updates 7 days (3 older), events for ever; swept "
        #expect(Check.Result.retention(policy, backlog(sweptBefore: 0), now: now) == .well(text + "\(now)"))
        let late = now.before(days: 1)
        #expect(
            Check.Result.retention(policy, backlog(sweptBefore: 1), now: now)
                == .well(
                    text + "\(late)", odd: ["what is too old was removed last at \(late): does the server run?"]))
    }
}
