extension String {
    /// The text with dots in the place of e-mail addresses, phone numbers and card numbers, for a place that shall not have
    /// them. It keeps its length in UTF-16 units, so that its formatting stays where it was. Takes linear time.
    ///
    /// Order numbers, prices, dates, times and addresses of machines stay. What is in doubt is hidden: whoever needs it
    /// reads it where it is whole.
    public var hidingContacts: String {
        let scalars = Array(unicodeScalars)
        let ranges = emailAddresses(in: scalars) + NumberRun.all(in: scalars).flatMap(\.contacts)
        guard !ranges.isEmpty else { return self }
        var isHidden = [Bool](repeating: false, count: scalars.count)
        for range in ranges {
            for index in range { isHidden[index] = true }
        }
        var text = String.UnicodeScalarView()
        for (scalar, isHidden) in zip(scalars, isHidden) {
            if isHidden {
                for _ in 0..<UTF16.width(scalar) { text.append("•") }
            } else {
                text.append(scalar)
            }
        }
        return String(text)
    }

    /// The same for the name of a file, which keeps its ending: it says what the file is.
    public var hidingContactsInStem: String {
        let hidden = hidingContacts
        guard let dot = lastIndex(of: "."), dot > startIndex, self[dot...].utf8.count <= Self.longestEnding else {
            return hidden
        }
        return String(hidden.utf16.prefix(self[..<dot].utf16.count)).map { $0 + self[dot...] } ?? hidden
    }

    /// Bytes of the longest ending of a file's name, such as `.numbers`. What is longer is a part of the name.
    private static let longestEnding = 8
}
