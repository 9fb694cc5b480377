// What may be answered. Whoever writes their address in an unusual form still gets through: only what can't be one is refused.

extension ContactField {
    /// The most Unicode scalars of an answer.
    public var longestValue: Int {
        switch kind {
        case .name: User.longestName
        case .email: VisitorIdentity.longestEmail
        case .phone: 40
        case .text: 500
        }
    }

    /// The answer on one line; nil if there is none and none is required.
    func checked(_ text: String) throws(ContactFault) -> String? {
        // A text of megabytes need not be read to be refused.
        guard text.utf8.count <= 16 * longestValue else { throw ContactFault(.tooLong(limit: longestValue), in: key) }
        let value = text.inOneLine
        guard !value.isEmpty else {
            if isRequired { throw ContactFault(.missing, in: key) }
            return nil
        }
        guard value.unicodeScalars.count <= longestValue else {
            throw ContactFault(.tooLong(limit: longestValue), in: key)
        }
        switch kind {
        case .name, .text: break
        case .email: guard Self.isEmail(value) else { throw ContactFault(.email, in: key) }
        case .phone: guard Self.isPhone(value) else { throw ContactFault(.phone, in: key) }
        }
        return value
    }

    /// Whether it has the form of an address: something, one `@`, and a host's name with a dot. Letters of any script may
    /// stand in both (RFC 6531).
    private static func isEmail(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, text.utf8.count <= VisitorIdentity.longestEmail else { return false }
        let marks: Set<Character> = ["\"", "<", ">", "(", ")", ",", ";", ":", "\\", "[", "]"]
        guard !text.contains(where: { $0.isWhitespace || marks.contains($0) }) else { return false }
        let dotted = parts.allSatisfy { !$0.hasPrefix(".") && !$0.hasSuffix(".") && !$0.contains("..") }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return dotted && labels.count > 1
            && labels.allSatisfy { label in
                !label.isEmpty && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            }
    }

    /// Digits of a telephone number: the shortest that people have, and the longest of E.164 with an extension.
    private static let digitsOfPhone = 5...20

    /// Whether it begins like a telephone number and has as many digits. Marks between them are written in many ways, and an
    /// extension may follow in words.
    private static func isPhone(_ text: String) -> Bool {
        let first: Set<Character> = ["+", "(", "＋"]
        guard let head = text.first, head.isNumber || first.contains(head) else { return false }
        return digitsOfPhone ~= text.count { $0.wholeNumberValue.map { 0...9 ~= $0 } ?? false }
    }
}
