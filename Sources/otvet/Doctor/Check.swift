/// A check of one thing, and its result.
struct Check: Equatable {
    /// In the order in which they are checked.
    enum Name: String, CaseIterable {
        case settings
        case dataFolder = "data folder"
        case freeDisk = "free disk"
        case database
        case search
        case retention
        case certificate
        case mail
        case names = "DNS"
        case connection
        case token
        case privacyMode = "privacy mode"
        case webhook
        case group
        case topics
        case administrator
        case manageTopics = "manage topics"
        case deleteMessages = "delete messages"
        case pinMessages = "pin messages"
        case clock
    }

    enum Result: Equatable {
        /// It works. `odd` lists what is unusual about it.
        case well(String, odd: [String] = [])
        case broken(String, cure: String)
        case skipped(because: String)
    }

    let name: Name
    let result: Result
}

/// The checks made so far, in order. If a check depends on one that failed, it is skipped and names the cause.
struct Checklist: Equatable {
    private(set) var checks: [Check] = []

    /// Whether nothing is broken.
    var isWell: Bool {
        checks.allSatisfy { if case .broken = $0.result { false } else { true } }
    }

    mutating func add(
        _ name: Check.Name, after needed: Check.Name? = nil, _ examine: () async -> Check.Result
    ) async {
        let obstacle = needed.flatMap(obstacle)
        let result = if let obstacle { Check.Result.skipped(because: obstacle) } else { await examine() }
        checks.append(Check(name: name, result: result))
    }

    private func obstacle(_ needed: Check.Name) -> String? {
        switch checks.last(where: { $0.name == needed })?.result {
        case .well: nil
        case .broken: "“\(needed.rawValue)” is broken"
        case .skipped(let because): because
        case nil: "“\(needed.rawValue)” was not checked"
        }
    }
}
