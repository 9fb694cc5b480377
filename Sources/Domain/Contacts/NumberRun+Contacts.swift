// Which digits are a card's or a phone's number, told by how people group them.

extension NumberRun {
    /// Where its phone and card numbers stand.
    var contacts: [Range<Int>] {
        var found: [Range<Int>] = []
        var first = 0
        while first < groups.count {
            if isDate(at: first) {
                first += 3
            } else if let last = lastOfCard(from: first) ?? lastOfPhone(from: first) {
                let begin = first == 0 ? start : groups[first].range.lowerBound
                found.append(begin..<groups[last].range.upperBound)
                first = last + 1
            } else {
                first += 1
            }
        }
        return found
    }

    /// The windows of groups from `first` on, the longest first, of at most `most` digits.
    private func windows(from first: Int, most: Int) -> [ArraySlice<Group>] {
        var count = 0
        let fitting = groups[first...].prefix { group in
            count += group.digits.count
            return count <= most
        }
        return fitting.indices.reversed().map { groups[first...$0] }
    }
}

// MARK: Cards

extension NumberRun {
    /// https://www.iso.org/standard/70484.html
    private static let mostCardDigits = 19
    private static let cardShapes = [
        [4, 4, 4, 4], [4, 4, 4, 4, 1], [4, 4, 4, 4, 2], [4, 4, 4, 4, 3], [4, 6, 5], [4, 6, 4],
    ]

    /// The last group of a card's number that begins with `first`.
    private func lastOfCard(from first: Int) -> Int? {
        windows(from: first, most: Self.mostCardDigits).first { window in
            let digits = window.flatMap(\.digits)
            let isWhole = window.count == 1 || window.count == groups.count
            return isNetwork(digits) && (isWhole || Self.cardShapes.contains(window.map(\.digits.count)))
                && passesLuhn(digits)
        }.map { $0.endIndex - 1 }
    }
}

/// Whether cards that begin so have so many digits. A moment in milliseconds, or written as 20251231235959, is none.
private func isNetwork(_ digits: [UInt8]) -> Bool {
    switch digits[0] {
    case 2: digits.count == 16
    case 3: 14...16 ~= digits.count
    case 4: [13, 16, 19].contains(digits.count)
    case 5, 6: 13...19 ~= digits.count
    default: false
    }
}

/// https://www.iso.org/standard/70484.html, annex B
private func passesLuhn(_ digits: [UInt8]) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, digit in
        let doubled = Int(digit.element) * (digit.offset % 2 == 0 ? 1 : 2)
        return sum + doubled / 10 + doubled % 10
    }
    return sum % 10 == 0
}

// MARK: Phones

extension NumberRun {
    /// https://www.itu.int/rec/T-REC-E.164: at most 15 digits, and with fewer than eight nobody is called from abroad.
    private static let phoneDigits = 8...15

    /// The last group of a phone's number that begins with `first`.
    private func lastOfPhone(from first: Int) -> Int? {
        if first == 0, hasPlus, let window = windows(from: 0, most: Self.phoneDigits.upperBound).first,
            window.reduce(0, { $0 + $1.digits.count }) >= Self.phoneDigits.lowerBound
        {
            return window.endIndex - 1
        }
        guard first > 0 || mayBegin else { return nil }
        return windows(from: first, most: Self.phoneDigits.upperBound + 2).first { window in
            (window.endIndex < groups.count || mayEnd)
                && Phone(window, isFirst: first == 0, hasBracket: hasBracket).isLikely
        }.map { $0.endIndex - 1 }
    }

    /// Whether what stands before leaves room for a number: nothing, or what is neither a part of a word, nor of a number with
    /// a point or a colon, nor the sign of an order.
    private var mayBegin: Bool {
        guard let before else { return true }
        return !before.properties.isAlphabetic && !before.numbers && !["_", ",", "$", "€", "£", "₽"].contains(before)
    }

    private var mayEnd: Bool {
        guard let after else { return true }
        return !(after.isASCII && after.properties.isAlphabetic) && !["_", "$", "€", "£", "₽", "%"].contains(after)
    }

    /// Whether the three groups from here on are a day: 31.12.2025, 2025-12-31.
    private func isDate(at first: Int) -> Bool {
        guard first + 2 < groups.count else { return false }
        let (one, two, three) = (groups[first], groups[first + 1], groups[first + 2])
        guard two.separators == three.separators, two.separators == ["."] || two.separators == ["-"] else {
            return false
        }
        switch (one.digits.count, two.digits.count, three.digits.count) {
        case (4, 1...2, 1...2): return 1...12 ~= two.number && 1...31 ~= three.number
        case (1...2, 1...2, 4): return 1...31 ~= one.number && 1...31 ~= two.number
        default: return false
        }
    }
}

extension NumberRun.Group {
    /// What its digits say, of which there are four at most.
    fileprivate var number: Int { digits.prefix(4).reduce(0) { $0 * 10 + Int($1) } }
}

/// Groups of digits without a plus before them, that may be a phone's number.
private struct Phone {
    let shape: [Int]
    let digits: [UInt8]
    let separators: [Unicode.Scalar]
    /// Whether its first group stands in brackets, or one behind it.
    let isBracketed: Bool
    /// Whether it begins with a zero as those do that are dialled within a country, and not in the middle of an amount.
    let hasTrunkPrefix: Bool

    /// - Parameter isFirst: Whether no digits stand before it.
    init(_ groups: ArraySlice<NumberRun.Group>, isFirst: Bool, hasBracket: Bool) {
        shape = groups.map(\.digits.count)
        digits = groups.flatMap(\.digits)
        separators = groups.dropFirst().flatMap(\.separators)
        hasTrunkPrefix = isFirst && groups.count > 1 && digits[0] == 0 && !digits.starts(with: [0, 0, 0])
        isBracketed =
            isFirst && hasBracket
            || (groups.first?.digits.count ?? 0) <= 3 && groups.dropFirst().first?.separators.contains("(") == true
    }

    var isLikely: Bool {
        switch digits.count {
        case 7: return shape == [3, 2, 2] && separators == ["-", "-"]
        case 8, 9: return isBracketed && shape.count > 1
        case 10:
            guard !isMachine else { return false }
            if isBracketed || hasTrunkPrefix { return true }
            return switch shape {
            // Of ten digits without a sign between, those of mobiles in Russia.
            case [10]: digits[0] == 9
            case [3, 3, 2, 2]: digits[0] == 9 || hasMark
            case [3, 7]: digits[0] == 9
            case [3, 3, 4]: digits[0] >= 2 && hasMark
            default: false
            }
        case 11: return isLongDistance || isBracketed || hasTrunkPrefix && !isMachine
        case 12: return Self.countries.contains(Array(digits[0..<3])) || isBracketed
        case 13...17: return digits[0] == 0 && digits[1] == 0 && digits[2] != 0 || isBracketed
        default: return false
        }
    }

    /// Countries with codes of three digits and numbers of nine: Ukraine and those between it and China.
    private static let countries: [[UInt8]] = [
        [3, 7, 4], [3, 7, 5], [3, 8, 0], [9, 7, 1], [9, 7, 2], [9, 9, 2], [9, 9, 4], [9, 9, 5], [9, 9, 6], [9, 9, 8],
    ]

    /// Whether something other than a space stands between digits, as it does not in an amount.
    private var hasMark: Bool { separators.contains { $0.properties.generalCategory != .spaceSeparator } }

    /// Eleven digits after 7, 8 or 1: of the countries that dial so, grouped as they write it.
    private var isLongDistance: Bool {
        let isRussian = digits[0] == 7 || digits[0] == 8
        guard isRussian && [3, 4, 6, 7, 8, 9].contains(digits[1]) || digits[0] == 1 && digits[1] >= 2 else {
            return false
        }
        if shape == [11] { return isRussian }
        // 8 912 345 67 89, 8912 345-67-89: a boundary after the first or the fourth digit, and none that leaves one alone.
        return (shape[0] == 1 || shape[0] == 4) && shape.dropFirst().allSatisfy { $0 >= 2 }
            && (shape[0] == 4 || shape.count == 2 || (3...5).contains(shape[1]))
            && shape != [1, 3, 3, 3, 1]
    }

    /// Whether it is the address of a machine: four groups of at most 255, with points between.
    private var isMachine: Bool {
        guard shape.count == 4, shape.allSatisfy({ $0 <= 3 }), separators == [".", ".", "."] else { return false }
        var rest = digits[...]
        return shape.allSatisfy { count in
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count).reduce(0) { $0 * 10 + Int($1) } <= 255
        }
    }
}
