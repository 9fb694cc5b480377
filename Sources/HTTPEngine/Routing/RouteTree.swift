import HTTPTypes

/// The routes as a tree of segments. A literal is preferred to a parameter, and that to the rest; a node that has no
/// route for the method lets the less specific ones have a try.
struct RouteTree: Sendable {
    private var nodes = [Node()]

    private struct Node: Sendable {
        var literals: [(segment: [UInt8], node: Int)] = []
        var parameter: Int?
        var rest: Int?
        /// One for each method.
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

    /// Every method that some route has, for `OPTIONS *`.
    var methods: [HTTPRequest.Method] { nodes.flatMap { $0.routes.map(\.method) } }

    /// The route for a request; a GET route serves HEAD too.
    func route(_ method: HTTPRequest.Method, _ path: ArraySlice<UInt8>) -> Route? {
        find(path, from: 0) { $0.first { $0.method == method } }
            ?? (method == .head ? find(path, from: 0) { $0.first { $0.method == .get } } : nil)
    }

    /// The methods of the routes whose patterns match `path`; empty if there is nothing at this path.
    func methods(at path: ArraySlice<UInt8>) -> [HTTPRequest.Method] {
        var methods: [HTTPRequest.Method] = []
        _ = find(path, from: 0) { routes -> Route? in
            methods.append(contentsOf: routes.map(\.method))
            return nil
        }
        return methods
    }

    /// Walks the tree along `path`, which begins with a slash, until `choose` picks one of a node's routes.
    private func find(_ path: ArraySlice<UInt8>, from node: Int, _ choose: ([Route]) -> Route?) -> Route? {
        guard !path.isEmpty else { return choose(nodes[node].routes) }
        let start = path.startIndex + 1
        let end = path[start...].firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex
        let segment = path[start..<end]
        for literal in nodes[node].literals where matches(segment, literal.segment) {
            if let found = find(path[end...], from: literal.node, choose) { return found }
        }
        guard !segment.isEmpty else { return nil }
        if let parameter = nodes[node].parameter, let found = find(path[end...], from: parameter, choose) {
            return found
        }
        // An encoded slash in the rest could not be told from one between its segments.
        if let rest = nodes[node].rest, !hasEncodedSlash(path[start...]) { return choose(nodes[rest].routes) }
        return nil
    }

    private func hasEncodedSlash(_ path: ArraySlice<UInt8>) -> Bool {
        path.indices.contains {
            path[$0] == UInt8(ascii: "%") && path[$0...].prefix(3).elementsEqual("%2f".utf8) { $0 | 0x20 == $1 | 0x20 }
        }
    }

    private func matches(_ segment: ArraySlice<UInt8>, _ literal: [UInt8]) -> Bool {
        if segment.count == literal.count { return segment.elementsEqual(literal) }
        guard segment.count > literal.count, segment.contains(UInt8(ascii: "%")) else { return false }
        return percentDecoded(segment)?.utf8.elementsEqual(literal) ?? false
    }
}
