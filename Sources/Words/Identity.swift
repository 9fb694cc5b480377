public import Domain

extension TeamWords {
    /// UTF-16 units of a field that are shown.
    public static let fieldLimit = 250

    /// A part of a line, and whether it is the program's own words.
    public typealias Part = (text: String, isOurs: Bool)

    /// A field as it is shown: in one line, and in quotation marks unless the host site has signed it. Nil if nothing of
    /// it can be seen.
    ///
    /// - Parameter limit: in UTF-16 units.
    public func shown(_ value: String?, _ limit: Int = fieldLimit, isSigned: Bool = false) -> String? {
        guard let line = value?.inOneLine, !line.isEmpty else { return nil }
        return isSigned ? line.shortened(to: limit) : claimed(line, limit)
    }

    /// Who somebody is, and whether that is certain, line by line.
    public func identity(of user: User) -> [[Part]] {
        let certainty = user.externalID == nil ? anonymous : user.isVerified ? verified : notVerified
        let name = shown(user.name, isSigned: user.isVerified).map { ($0, false) } ?? (visitor, true)
        let fields = [(email, user.email), (member, user.memberID), (identifier, user.externalID)]
        return [[("👤 ", true), name, (" (\(certainty))", true)]]
            + fields.compactMap { label, value in
                shown(value, isSigned: user.isVerified).map { [(label + ": ", true), ($0, false)] }
            }
    }
}
