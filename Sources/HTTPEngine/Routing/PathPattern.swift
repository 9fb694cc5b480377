/// A route's pattern: `/api/tickets/{id}/messages`, `/files/{path...}`.
struct PathPattern: Sendable {
    enum Segment: Sendable, Equatable {
        case literal([UInt8])
        case parameter(String)
        /// Takes the rest of the path, one or more segments.
        case rest(String)
    }

    let segments: [Segment]

    /// - Precondition: `pattern` begins with a slash, its names are not empty and differ,
    ///   and a `{name...}` stands last.
    init(_ pattern: String) {
        precondition(pattern.hasPrefix("/"), "a pattern begins with a slash: \(pattern)")
        var segments: [Segment] = []
        var names: [String] = []
        for text in pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            if case .rest = segments.last { preconditionFailure("nothing can follow the rest: \(pattern)") }
            guard text.hasPrefix("{"), text.hasSuffix("}") else {
                segments.append(.literal(Array(text.utf8)))
                continue
            }
            let isRest = text.hasSuffix("...}")
            let name = String(text.dropFirst().dropLast(isRest ? 4 : 1))
            precondition(!name.isEmpty && !names.contains(name), "a parameter needs a name of its own: \(pattern)")
            names.append(name)
            segments.append(isRest ? .rest(name) : .parameter(name))
        }
        self.segments = segments
    }

    /// The part of `path` for the parameter `name`, as sent. `path` must match this pattern.
    func value(of name: String, in path: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        var rest = path
        for segment in segments {
            rest = rest.dropFirst()
            let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
            switch segment {
            case .rest(name): return rest
            case .parameter(name): return rest[..<end]
            default: rest = rest[end...]
            }
        }
        return nil
    }
}
