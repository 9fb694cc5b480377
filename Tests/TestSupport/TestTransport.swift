public import Testing

/// How clients of a test and its servers speak with one another.
public enum TestTransport: Sendable, CaseIterable {
    case plain, tls

    /// That of the present test, which ``OverTransports`` chooses.
    @TaskLocal public static var current = plain
}

/// Runs each test of a suite over every transport, so that what holds for one holds for all.
public struct OverTransports: SuiteTrait, TestTrait, TestScoping {
    public var isRecursive: Bool { true }

    @concurrent public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        for transport in TestTransport.allCases {
            try await TestTransport.$current.withValue(transport) { try await function() }
        }
    }
}

extension Trait where Self == OverTransports {
    public static var overTransports: Self { Self() }
}
