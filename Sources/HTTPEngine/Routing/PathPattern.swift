/// A route's pattern: `/api/tickets/{id}/messages`, `/files/{path...}`.
struct PathPattern: Sendable {
    enum Segment: Sendable, Equatable {
        case literal([UInt8])
        case parameter
        /// One or more segments up to the end.
        case rest
    }

    let segments: [Segment]
    /// Of the parameters, in order.
    let names: [String]

    /// - Precondition: `pattern` begins with a slash, names are not empty and differ, and a `{name...}` stands last.
    init(_ pattern: String) {
        precondition(pattern.hasPrefix("/"), "a pattern begins with a slash: \(pattern)")
        var segments: [Segment] = []
        var names: [String] = []
        for text in pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            precondition(segments.last != .rest, "nothing can follow the rest: \(pattern)")
            guard text.hasPrefix("{"), text.hasSuffix("}") else {
                segments.append(.literal(Array(text.utf8)))
                continue
            }
            let isRest = text.hasSuffix("...}")
            let name = String(text.dropFirst().dropLast(isRest ? 4 : 1))
            precondition(!name.isEmpty && !names.contains(name), "a parameter needs a name of its own: \(pattern)")
            names.append(name)
            segments.append(isRest ? .rest : .parameter)
        }
        self.segments = segments
        self.names = names
    }
}
