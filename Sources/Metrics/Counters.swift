/// A counter for each value of a label. The values are the cases of an enum, so that nothing from outside adds one.
public struct Counters<Label: CaseIterable & Hashable & Sendable>: Sendable {
    private let counters: [Label: Counter]

    public init() {
        counters = Dictionary(uniqueKeysWithValues: Label.allCases.map { ($0, Counter()) })
    }

    public func add(_ more: Int = 1, to label: Label) { counters[label]?.add(more) }

    public var totals: [Label: Int] { counters.mapValues(\.total) }

    public subscript(_ label: Label) -> Int { counters[label]?.total ?? 0 }
}
