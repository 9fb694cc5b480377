import Domain
import HTTPEngine
import HTTPTypes
import JSON

/// A browser's solution of a challenge.
struct ChallengeAnswer: Sendable {
    let text: String
    let solution: String

    init(text: String, solution: String) {
        self.text = text
        self.solution = solution
    }

    init(_ reader: inout JSONReader) throws {
        var text: String?
        var solution: String?
        try reader.object { name, reader in
            switch name {
            case "text": text = try reader.string()
            case "solution": solution = try reader.string()
            default: try reader.skip()
            }
        }
        guard let text, let solution else { throw DeskError.invalid(.challenge) }
        (self.text, self.solution) = (text, solution)
    }
}

extension WebAPI {
    /// Counts a new visitor who opens a session. During a flood, only those are let in whose
    /// browsers have solved a challenge.
    func admitStranger(_ answer: ChallengeAnswer?, _ request: Request) throws {
        try limit(.openSession, request)
        try challengeGate.admit(answer, from: client(of: request).network)
    }
}

func errorResponse(_ required: ChallengeRequired) -> Response {
    let challenge = required.challenge
    return errorResponse(
        .tooManyRequests, code: "challenge_required",
        message: "Very many come at this moment: show that your browser has worked for it, or come back later.",
        retryAfter: 60
    ) { json in
        json.object("challenge") { json in
            json.member("text", challenge.text)
            json.member("bits", challenge.bits)
            json.member("expires_at", Timestamp(milliseconds: challenge.expiresAt * 1000).description)
        }
    }
}
