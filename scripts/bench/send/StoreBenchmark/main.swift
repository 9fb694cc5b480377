// Posts under load: CLIENTS tasks that each post, wait for the commit, and post again; with the store alone, which runs
// the same statements as reference.c, or with the desk's own verb.
//
//   StoreBenchmark store|desk FOLDER CLIENTS SECONDS   prints: messages, seconds, CPU seconds

import Desk
import Domain
import Glibc
import Logging
import Store

let sessions = 10_000

func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    return seconds + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
}

/// One message of a client that waits for its commit.
typealias Post = @Sendable (_ session: Int, _ text: MessageText, _ id: ClientID) async throws -> Void

func posting(through desk: Desk) async throws -> Post {
    let openers = 100
    let tokens = try await withThrowingTaskGroup(of: [SessionToken].self) { group in
        for _ in 0..<openers {
            group.addTask {
                var tokens: [SessionToken] = []
                for _ in 0..<sessions / openers {
                    let token = try await desk.openSession(context: VisitorContext()).token
                    _ = try await desk.post(Desk.UserMessage(text: MessageText("hello")), by: token)
                    tokens.append(token)
                }
                return tokens
            }
        }
        return try await group.reduce(into: []) { $0 += $1 }
    }
    return { session, text, id in
        _ = try await desk.post(Desk.UserMessage(text: text, clientID: id), by: tokens[session])
    }
}

func tokenHash(_ session: Int) -> [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: (session &* 2_654_435_761) >> ($0 % 24)) }
}

func posting(through store: Store) async throws -> Post {
    try await store.write { transaction in
        for session in 0..<sessions {
            let state = try transaction.openSession(
                tokenHash: tokenHash(session), context: VisitorContext(), now: .now())
            let chat = try transaction.openChat(for: state.user.id, now: .now())
            let hello = MessageDraft(author: .user, text: try MessageText("hello"))
            _ = try transaction.insert(hello, ticket: chat, user: state.user.id, now: .now())
        }
    }
    return { session, text, id in
        let hash = tokenHash(session)
        try await store.write { transaction in
            guard let state = try transaction.read.session(tokenHash: hash), let chat = state.chat,
                try transaction.read.message(clientID: id, in: chat) == nil,
                let ticket = try transaction.read.ticket(chat)
            else { return }
            let draft = MessageDraft(author: .user, text: text, clientID: id)
            let message = try transaction.insert(draft, ticket: chat, user: ticket.user, now: .now())
            try transaction.enqueueDelivery(of: message)
        }
    }
}

func run(_ post: @escaping Post, clients: Int, seconds: Double) async throws {
    let body = try MessageText(String(repeating: "a", count: 200))
    let start = ContinuousClock.now
    let cpu = cpuSeconds()
    let sent = try await withThrowingTaskGroup(of: Int.self) { group in
        for client in 0..<clients {
            group.addTask {
                var sent = 0
                while ContinuousClock.now - start < .seconds(seconds) {
                    guard let id = ClientID("\(client)-0000-4000-8000-\(100_000_000_000 + sent)") else { break }
                    try await post(Int.random(in: 0..<sessions), body, id)
                    sent += 1
                }
                return sent
            }
        }
        return try await group.reduce(0, +)
    }
    let took = ContinuousClock.now - start
    print(sent, Double(took.components.seconds) + Double(took.components.attoseconds) / 1e18, cpuSeconds() - cpu)
}

let arguments = CommandLine.arguments
guard arguments.count == 5, let clients = Int(arguments[3]), let seconds = Double(arguments[4]) else {
    print("usage: StoreBenchmark store|desk FOLDER CLIENTS SECONDS")
    exit(64)
}
LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
if arguments[1] == "store" {
    let store = try Store(folder: arguments[2]) { _ in }
    try await run(posting(through: store), clients: clients, seconds: seconds)
    store.close()
} else {
    let desk = try Desk(folder: arguments[2], isMirrored: true)
    try await run(posting(through: desk), clients: clients, seconds: seconds)
    desk.close()
}
