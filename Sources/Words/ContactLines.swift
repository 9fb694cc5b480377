public import Domain

extension ContactLabel {
    /// What the question is called in a language; empty if it is called by its kind.
    func text(in language: TeamLanguage) -> String {
        switch language {
        case .english: english.isEmpty ? russian : english
        case .russian: russian.isEmpty ? english : russian
        }
    }
}

extension TeamWords {
    /// The most UTF-16 units of an own question that are shown: it is long enough to be known again.
    private static let labelLimit = 60

    private func label(of answer: ContactAnswer) -> String {
        switch answer.kind {
        case .name: name
        case .email: email
        case .phone: phone
        case .text: answer.label.text(in: teamLanguage).shortened(to: Self.labelLimit)
        }
    }

    /// What a visitor has answered, each on a line of its own and in quotation marks, for nobody vouches for it.
    public func parts(of answers: [ContactAnswer]) -> [[Part]] {
        answers.compactMap { answer in
            shown(answer.value).map { [(label(of: answer) + ": ", true), ($0, false)] }
        }
    }

    public func lines(of answers: [ContactAnswer]) -> [String] {
        parts(of: answers).map { $0.map(\.text).joined() }
    }

    /// The most UTF-16 units of what a site says of a visitor that are shown together.
    private static let attributesLimit = 1000

    /// What the host site says of a visitor, on one line. Only what it has signed stands without quotation marks.
    public func line(of attributes: [UserAttribute]) -> [Part]? {
        var said: [String] = []
        var left = Self.attributesLimit
        for attribute in attributes {
            guard let text = shown("\(attribute.key): \(attribute.value)", isSigned: attribute.isSigned) else {
                continue
            }
            left -= text.utf16.count
            guard left >= 0 else {
                said.append("…")
                break
            }
            said.append(text)
        }
        return said.isEmpty ? nil : [(fromSite + ": ", true), (said.joined(separator: " · "), false)]
    }

    /// The most UTF-16 units of a page's name where several are shown.
    private static let pageLimit = 60

    /// The last pages of a visitor, the newest first, on one line.
    public func line(of pages: [VisitedPage]) -> [Part]? {
        let said = pages.compactMap { shown($0.title, Self.pageLimit) ?? shown($0.url, Self.pageLimit) }
        return said.count < 2 ? nil : [(cameThrough + ": ", true), (said.joined(separator: " ← "), false)]
    }
}
