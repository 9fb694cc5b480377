import Domain
import Glibc
import Store
import Telegram
import UnixSignals

/// Waits until somebody posts the code in a group that can be the support group.
struct GroupSearch {
    let bot: BotClient
    let botID: Int64
    let store: Store
    let code: ConnectCode
    let timeout: Duration
    /// What the group reads once it is connected.
    let greeting: String

    /// Finds the group and stores it. Ends after the time-out, and on SIGINT and SIGTERM.
    func run() async throws -> Chat {
        let (found, report) = AsyncStream.makeStream(of: Chat.self)
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return try await withThrowingTaskGroup(of: Chat?.self) { tasks in
            defer { tasks.cancelAll() }
            tasks.addTask {
                try await poll { report.yield($0) }
                return nil
            }
            tasks.addTask {
                try await Task.sleep(for: timeout)
                throw SetupError.timedOut(timeout)
            }
            tasks.addTask {
                for await signal in signals { throw SetupError.interrupted(signal: signal.rawValue) }
                return nil
            }
            tasks.addTask { await found.first { _ in true } }
            while let ended = try await tasks.next() { if let ended { return ended } }
            throw SetupError.interrupted(signal: SIGTERM)
        }
    }

    /// Polls until cancelled. Updates without the code are stored for the server, because Telegram forgets them.
    private func poll(_ found: (Chat) -> Void) async throws {
        let poller = UpdatePoller(client: bot) { report in
            switch report {
            case .failed(let error, let wait): complain("\(error) Trying again in \(wait.components.seconds) s.")
            case .notHandled(let error, _): complain("\(error)")
            case .recovered: say("Telegram answers again.")
            }
        }
        do throws(TelegramError) {
            try await poller.run { updates in
                let posts = updates.map { (raw: $0, post: Self.post(in: $0)) }
                let others = posts.filter { !isCode($0.post) }.map { StoredUpdate(id: $0.raw.id, body: $0.raw.json) }
                let now = Timestamp.now()
                if !others.isEmpty { try await store.write { try $0.store(others, now: now) } }
                for (_, post) in posts {
                    if let post, isCode(post), let chat = try await connect(post) { return found(chat) }
                }
            }
        } catch {
            throw SetupError.telegram(error)
        }
    }

    private static func post(in update: RawUpdate) -> Telegram.Message? {
        if case .message(let message) = Update(update).event { message } else { nil }
    }

    private func isCode(_ post: Telegram.Message?) -> Bool { post.map { code.isIn($0.text) } ?? false }

    /// Checks the group with the code, and stores it if it can be used. Otherwise it says what the group lacks.
    private func connect(_ post: Telegram.Message) async throws -> Chat? {
        let name = post.chat.title.map { "“\(printable($0))”" } ?? "a private chat"
        let chat: Chat
        let faults: [GroupFault]
        do {
            chat = try await bot.getChat(post.chat.id)
            let member = try await bot.getChatMember(in: chat.id, user: botID)
            faults = GroupFault.all(in: chat, bot: member)
        } catch {
            say("The code came in \(name), which could not be looked at: \(error) Post it again.")
            return nil
        }
        guard !faults.contains(where: \.isGrave) else {
            say("The code came in \(name), which is not ready:")
            for fault in faults { say("  - \(fault) \(fault.cure)") }
            say("Then post the code again.")
            return nil
        }
        try await store.write { transaction in
            try transaction.setTelegramGroup(chat.id)
            try transaction.audit(.groupConnected, detail: "\(chat.id)", by: .terminal, now: .now())
        }
        for fault in faults { say("Better cured: \(fault) \(fault.cure)") }
        await confirm(post)
        return chat
    }

    /// Posts the greeting. If that fails, it does not matter: the group is connected already.
    private func confirm(_ post: Telegram.Message) async {
        do {
            _ = try await bot.sendMessage(
                to: post.chat.id, thread: post.topicID, text: greeting, replyTo: post.id)
        } catch {
            complain("the group could not be told: \(error)")
        }
    }
}

/// Somebody else's text without characters that could control a terminal.
func printable(_ text: String) -> String {
    String(text.unicodeScalars.filter { $0.properties.generalCategory != .control })
}
