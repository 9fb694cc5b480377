import FoundationEssentials

/// Calls the Bot API (https://core.telegram.org/bots/api) as one bot.
///
/// Calls are never repeated here. ``TelegramError`` says whether a call may be repeated.
///
/// A class, so that a client which is written to a log shows its type and not the token.
public final class BotClient: Sendable {
    let session: CurlSession
    /// The address of files, up to their paths.
    let files: String
    let filesFolder: String?
    /// Shared by all bots of a program.
    public let counts: CallCounts
    private let token: String
    private let methods: String

    /// - Parameters:
    ///   - token: The token from @BotFather. It is never part of an error.
    ///   - apiURL: Without a slash at the end.
    ///   - filesFolder: The folder on this machine's disk where a local Bot API server keeps its files; nil if there is
    ///     none.
    ///   - counts: Where calls are counted.
    public init(
        token: String, apiURL: String = "https://api.telegram.org", filesFolder: String? = nil, session: CurlSession,
        counts: CallCounts = CallCounts()
    ) {
        self.session = session
        self.counts = counts
        self.filesFolder = filesFolder
        files = "\(apiURL)/file/bot\(token)/"
        self.token = token
        methods = "\(apiURL)/bot\(token)/"
    }

    /// Calls any method.
    ///
    /// - Parameter timeout: Telegram absorbs short waits by answering late, up to about 8 s. With less than 15 s, a
    ///   message may be posted that the caller believes lost. Answers after more than 20 s have not been seen.
    public func call<Result: Decodable>(
        _ method: String, _ parameters: [String: JSONValue] = [:], timeout: Duration = .seconds(30)
    ) async throws(TelegramError) -> Result {
        try await answer(method, parameters, timeout: timeout, limit: 1 << 20).result()
    }

    /// The answer to a call, whether it is a result or a refusal.
    ///
    /// - Parameter limit: The most bytes of an answer to accept.
    func answer(
        _ method: String, _ parameters: [String: JSONValue], timeout: Duration, limit: Int
    ) async throws(TelegramError) -> BotAnswer {
        guard let body = try? JSONEncoder().encode(parameters) else {
            throw .badRequest("the parameters can't be written as JSON")
        }
        return try await perform(
            method, ["Content-Type: application/json"], [.bytes(Array(body))], timeout: timeout, limit: limit)
    }

    /// A file that does not move for as long as a text's answer may take will not arrive.
    static let stallLimit = Duration.seconds(30)

    func perform(
        _ method: String, _ fields: [String], _ body: [CurlBodyPart], timeout: Duration, limit: Int
    ) async throws(TelegramError) -> BotAnswer {
        var request = CurlRequest(url: methods + method, fields: fields)
        request.body = body
        request.timeout = timeout
        if body.contains(where: \.isFile) { request.stallLimit = Self.stallLimit }
        request.responseLimit = limit
        let start = ContinuousClock.now
        do {
            let response = try await session.perform(request)
            counts.count(method, CallCounts.Outcome(status: response.status), .now - start)
            return BotAnswer(
                status: response.status, retryAfter: response.retryAfter, body: response.body,
                isOfUpload: body.contains(where: \.isFile))
        } catch {
            counts.count(method, CallCounts.Outcome(error), .now - start)
            switch error {
            case .notSent(let reason): throw .notSent(redacted(reason))
            case .interrupted(let reason): throw .uncertain(redacted(reason))
            case .responseTooLarge(let limit): throw .uncertain("the answer has more than \(limit) bytes")
            case .outputFailed(let code): throw .uncertain("the answer can't be kept (error \(code))")
            case .cancelled: throw .cancelled
            }
        }
    }

    func redacted(_ text: String) -> String {
        token.isEmpty ? text : text.replacing(token, with: "…")
    }
}
