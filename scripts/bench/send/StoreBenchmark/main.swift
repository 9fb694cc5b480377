// The desk's own verb under load: CLIENTS tasks that each post, wait for the commit, and post again.
//
//   StoreBenchmark FOLDER CLIENTS SECONDS   prints: messages, seconds, CPU seconds

import Desk
import Domain
import Glibc
import Logging

let sessions = 10_000

func cpuSeconds() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds = Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
    return seconds + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
}

func openSessions(_ desk: Desk) async throws -> [SessionToken] {
    let openers = 100
    return try await withThrowingTaskGroup(of: [SessionToken].self) { group in
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
}

func run(_ desk: Desk, clients: Int, seconds: Double) async throws {
    let tokens = try await openSessions(desk)
    let body = try MessageText(String(repeating: "a", count: 200))
    let start = ContinuousClock.now
    let cpu = cpuSeconds()
    let sent = try await withThrowingTaskGroup(of: Int.self) { group in
        for client in 0..<clients {
            group.addTask {
                var sent = 0
                while ContinuousClock.now - start < .seconds(seconds) {
                    let id = try ClientMessageID("\(client)-0000-4000-8000-\(100_000_000_000 + sent)")
                    let message = Desk.UserMessage(text: body, clientID: id)
                    _ = try await desk.post(message, by: tokens[Int.random(in: 0..<tokens.count)])
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
guard arguments.count == 4, let clients = Int(arguments[2]), let seconds = Double(arguments[3]) else {
    print("usage: StoreBenchmark FOLDER CLIENTS SECONDS")
    exit(64)
}
LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
let desk = try Desk(folder: arguments[1], telegramGroup: -1)
try await run(desk, clients: clients, seconds: seconds)
desk.close()
