/// The parameters of a call. The server reads numbers and booleans from strings too, and nested values from JSON text.
struct Parameters: Sendable {
    var values: [String: APIValue]
    /// The parts of a form that are files.
    var uploads: [Upload] = []

    /// The file in the part of this name.
    func upload(_ part: String) -> Upload? { uploads.first { $0.part == part } }

    func string(_ name: String) -> String? {
        switch values[name] {
        case .string(let text): text
        case .integer(let number): String(number)
        case .double(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .null, .array, .object, nil: nil
        }
    }

    func integer(_ name: String) -> Int? {
        switch values[name] {
        case .integer(let number): number
        case .string(let text): Int(text)
        default: nil
        }
    }

    func number(_ name: String) -> Double? {
        switch values[name] {
        case .integer(let number): Double(number)
        case .double(let number): number
        case .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    func flag(_ name: String) -> Bool {
        switch values[name] {
        case .bool(let flag): flag
        case .integer(let number): number == 1
        case .string(let text): ["true", "yes", "1"].contains(text.lowercased())
        default: false
        }
    }

    /// An object or array, sent as such or as JSON text. Nil if it is absent or empty.
    func nested(_ name: String) throws(APIError) -> APIValue? {
        guard let value = values[name], value != .null, value != .string("") else { return nil }
        guard let text = value.string else { return value }
        guard let parsed = APIValue(Array(text.utf8)) else {
            throw .badRequest("can't parse \(name.replacing("_", with: " ")) JSON object")
        }
        return parsed
    }

    /// The form for the log of calls: a file is only described.
    var logged: APIValue {
        .object(values.merging(uploads.map { ($0.part, $0.json) }) { $1 })
    }

    /// A thread id. 0, negative numbers and anything that is not a number count as absent.
    var threadID: Int? { integer("message_thread_id").flatMap { $0 > 0 ? $0 : nil } }
}
