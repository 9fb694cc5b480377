import HTTPTypes

/// The routes as a tree of segments. A literal takes precedence over a parameter, and a parameter over the rest. If a
/// node has no route for the method, less specific nodes are tried.
struct RouteTree: Sendable {
    private var nodes = [Node()]

    private struct Node: Sendable {
        var literals: [(segment: [UInt8], node: Int)] = []
        var parameter: Int?
        var rest: Int?
        /// At most one for each method.
        var routes: [Route] = []
    }

    mutating func add(_ route: Route) {
        var node = 0
        for segment in route.pattern.segments { node = child(of: node, for: segment) }
        precondition(
            !nodes[node].routes.contains { $0.method == route.method },
            "two routes for \(route.method) with the same shape")
        nodes[node].routes.append(route)
    }

    private mutating func child(of node: Int, for segment: PathPattern.Segment) -> Int {
        switch segment {
        case .literal(let bytes):
            if let known = nodes[node].literals.first(where: { $0.segment == bytes }) { return known.node }
            nodes[node].literals.append((bytes, nodes.count))
        case .parameter:
            if let known = nodes[node].parameter { return known }
            nodes[node].parameter = nodes.count
        case .rest:
            if let known = nodes[node].rest { return known }
            nodes[node].rest = nodes.count
        }
        nodes.append(Node())
        return nodes.count - 1
    }

    /// Every method of any route, for `OPTIONS *`.
    var methods: [HTTPRequest.Method] { nodes.flatMap { $0.routes.map(\.method) } }

    /// The route for a request. A GET route serves HEAD too.
    func route(_ method: HTTPRequest.Method, _ path: Span<UInt8>) -> Route? {
        find(path, from: 0) { $0.first { $0.method == method } }
            ?? (method == .head ? find(path, from: 0) { $0.first { $0.method == .get } } : nil)
    }

    /// The methods of the routes whose patterns match `path`; empty if no route matches.
    func methods(at path: Span<UInt8>) -> [HTTPRequest.Method] {
        var methods: [HTTPRequest.Method] = []
        _ = find(path, from: 0) { routes -> Route? in
            methods.append(contentsOf: routes.map(\.method))
            return nil
        }
        return methods
    }

    /// Walks the tree along `path`, which begins with a slash, until `choose` picks one of a node's routes.
    private func find(_ path: Span<UInt8>, from node: Int, _ choose: ([Route]) -> Route?) -> Route? {
        guard !path.isEmpty else { return choose(nodes[node].routes) }
        var end = 1
        while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
        let segment = path.extracting(1..<end)
        let rest = path.extracting(end...)
        for literal in nodes[node].literals where isEqual(segment, literal.segment) {
            if let found = find(rest, from: literal.node, choose) { return found }
        }
        guard !segment.isEmpty else { return nil }
        if let parameter = nodes[node].parameter, let found = find(rest, from: parameter, choose) { return found }
        // In the rest of a path, an encoded slash could not be told from one between segments.
        if let node = nodes[node].rest, !hasEncodedSlash(path) { return choose(nodes[node].routes) }
        return nil
    }

    private func hasEncodedSlash(_ path: Span<UInt8>) -> Bool {
        path.indices.contains { place in
            place + 2 < path.count && path[place] == UInt8(ascii: "%") && path[place + 1] == UInt8(ascii: "2")
                && path[place + 2] | 0x20 == UInt8(ascii: "f")
        }
    }

    /// Whether a segment as sent equals `literal` once it is decoded.
    private func isEqual(_ segment: Span<UInt8>, _ literal: [UInt8]) -> Bool {
        guard segment.count >= literal.count else { return false }
        var place = 0
        while place < literal.count, segment[place] == literal[place] { place += 1 }
        if place == segment.count { return true }
        guard place < segment.count, segment[place] == UInt8(ascii: "%") else { return false }
        let bytes = segment.withUnsafeBufferPointer { Array($0) }
        return percentDecoded(bytes[...])?.utf8.elementsEqual(literal) ?? false
    }
}
