import CCurl
import Glibc
import Synchronization

/// The thread of a session, and the transfers that it runs.
///
/// Unchecked: thread-confined members are touched only by the thread. The rest is immutable or behind the Mutex.
final class CurlLoop: @unchecked Sendable {
    /// The most calls in flight or waiting for a connection. Telegram takes 30 a
    /// second; beyond this something is stuck.
    static let transferLimit = 256
    /// The most connections at once, to all hosts together.
    static let connectionLimit = 16
    /// Seconds after which an idle connection is not used again. Servers commonly close theirs after 60 or 75, and a
    /// request that is sent at that moment is lost.
    static let idleLimit = 50

    private struct Inbox {
        var added: [Transfer] = []
        var hasCancelled = false
        var isStopping = false
        var hasEnded = false
        var afterEnd: [@Sendable () -> Void] = []
        /// Transfers that have been added and have not ended.
        var count = 0
    }

    private let proxy: String?
    private let inbox = Mutex(Inbox())
    private let multi: UnsafeMutableRawPointer?

    // The members from here on are thread-confined.
    private var active: [UnsafeMutableRawPointer: Transfer] = [:]
    private var idle: [UnsafeMutableRawPointer] = []

    init(proxy: String?) {
        self.proxy = proxy
        _ = initialized
        multi = curl_multi_init()
        ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, Self.connectionLimit)
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, Self.connectionLimit)
    }

    // MARK: From any thread

    /// Starts the thread. It keeps this object alive until it is stopped.
    func start() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self)
        let status = pthread_create(&thread, nil, threadBody, context.toOpaque())
        guard multi != nil, status == 0 else {
            if status == 0 { pthread_detach(thread) } else { context.release() }
            return end()
        }
        pthread_detach(thread)
    }

    func add(_ transfer: Transfer) {
        let refusal: String? = inbox.withLock { inbox in
            guard !inbox.isStopping else { return "the session is closed" }
            guard inbox.count < Self.transferLimit else { return "too many calls are waiting" }
            inbox.count += 1
            inbox.added.append(transfer)
            curl_multi_wakeup(multi)
            return nil
        }
        if let refusal { transfer.finish(.failure(.notSent(refusal))) }
    }

    func cancel(_ transfer: Transfer) {
        transfer.isCancelled.store(true, ordering: .releasing)
        inbox.withLock { inbox in
            guard !inbox.hasEnded else { return }
            inbox.hasCancelled = true
            curl_multi_wakeup(multi)
        }
    }

    /// - Parameter then: Called when the thread touches nothing any more.
    func stop(then: @escaping @Sendable () -> Void = {}) {
        let hasEnded = inbox.withLock { inbox in
            guard !inbox.hasEnded else { return true }
            inbox.isStopping = true
            inbox.afterEnd.append(then)
            curl_multi_wakeup(multi)
            return false
        }
        if hasEnded { then() }
    }

    // MARK: On the thread

    func run() {
        while takeInbox() {
            var running: Int32 = 0
            if curl_multi_perform(multi, &running) != CURLM_OK { finishAll(.interrupted("curl ran out of memory")) }
            var waiting: Int32 = 0
            while let message = curl_multi_info_read(multi, &waiting) {
                guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else { continue }
                let code = ccurl_message_result(message)
                finish(handle) { $0.result(code, handle) }
            }
            // Waits for a socket, for curl's next timer, or for a call of curl_multi_wakeup. The bound is arbitrary.
            curl_multi_poll(multi, nil, 0, 60_000, nil)
        }
        finishAll(.interrupted("the session was closed"))
        idle.forEach(curl_easy_cleanup)
        end()
    }

    /// Starts and cancels the transfers that other threads asked for. False when the thread should end.
    private func takeInbox() -> Bool {
        let taken = inbox.withLock { inbox in
            let taken = inbox
            inbox.added = []
            inbox.hasCancelled = false
            return taken
        }
        for transfer in taken.added { begin(transfer) }
        if taken.hasCancelled {
            for (handle, transfer) in active where transfer.isCancelled.load(ordering: .acquiring) {
                finish(handle) { _ in .failure(.cancelled) }
            }
        }
        return !taken.isStopping
    }

    private func begin(_ transfer: Transfer) {
        guard !transfer.isCancelled.load(ordering: .acquiring) else { return report(transfer, .failure(.cancelled)) }
        guard let handle = idle.popLast() ?? curl_easy_init() else {
            return report(transfer, .failure(.notSent("curl ran out of memory")))
        }
        transfer.configure(handle, proxy: proxy, idleLimit: Self.idleLimit)
        active[handle] = transfer
        if curl_multi_add_handle(multi, handle) != CURLM_OK {
            finish(handle) { _ in .failure(.notSent("curl refused the call")) }
        }
    }

    private func finish(
        _ handle: UnsafeMutableRawPointer, _ result: (Transfer) -> Result<CurlResponse, CurlError>
    ) {
        guard let transfer = active.removeValue(forKey: handle) else { return }
        let result = result(transfer)
        curl_multi_remove_handle(multi, handle)
        curl_easy_reset(handle)
        if idle.count < Self.connectionLimit { idle.append(handle) } else { curl_easy_cleanup(handle) }
        report(transfer, result)
    }

    private func finishAll(_ error: CurlError) {
        for handle in Array(active.keys) { finish(handle) { _ in .failure(error) } }
    }

    private func report(_ transfer: Transfer, _ result: Result<CurlResponse, CurlError>) {
        inbox.withLock { $0.count -= 1 }
        transfer.finish(result)
    }

    private func end() {
        let afterEnd = inbox.withLock { inbox in
            inbox.isStopping = true
            inbox.hasEnded = true
            curl_multi_cleanup(multi)
            return inbox.afterEnd
        }
        for action in afterEnd { action() }
    }
}

/// libcurl's global state, set up once before any thread uses it.
private let initialized = curl_global_init(Int(CURL_GLOBAL_ALL))

private let threadBody: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
    // OpenSSL writes to sockets without MSG_NOSIGNAL, so a SIGPIPE would go to the thread that wrote.
    var pipe = sigset_t()
    sigemptyset(&pipe)
    sigaddset(&pipe, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipe, nil)
    if let context { Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run() }
    return nil
}
