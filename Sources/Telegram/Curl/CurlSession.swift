/// Makes HTTP/1.1 calls with libcurl, all on one thread and over connections that are reused.
///
/// A request is never sent twice. By itself, curl repeats a request whose connection breaks before the answer begins,
/// and a message would be posted twice.
public final class CurlSession: Sendable {
    private let loop: CurlLoop

    /// - Parameter proxy: Such as `http://proxy:3128` or `socks5h://user:password@127.0.0.1:1080`; nil to connect
    ///   directly, whatever the environment says.
    public init(proxy: String? = nil) {
        loop = CurlLoop(proxy: proxy)
        loop.start()
    }

    deinit { loop.stop() }

    /// Sends `request` and waits for the answer. Cancelling the task ends the transfer at once.
    public func perform(_ request: CurlRequest) async throws(CurlError) -> CurlResponse {
        let transfer = Transfer(request)
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                transfer.continuation = continuation
                loop.add(transfer)
            }
        } onCancel: {
            loop.cancel(transfer)
        }
        return try result.get()
    }

    /// Fails the calls in flight and all later ones, closes the connections, and returns when the thread has ended.
    public func shutdown() async {
        await withCheckedContinuation { continuation in
            loop.stop { continuation.resume() }
        }
    }
}
