public import Domain

/// Why a file is not on the other side.
public enum FileFailure: Equatable, Sendable {
    /// Telegram gives bots nothing over 20 MB.
    case tooBig
    /// A sticker that browsers don't show.
    case noImage
    case notGivenOut
    case damaged
    /// It did not come, however often it was asked for.
    case didNotCome
    /// The store refuses it.
    case notKept
    /// The content is not on this machine's disk.
    case notHere
    /// For a reason that somebody else has put into words.
    case refused(String)

    private static let kept: [String: FileFailure] = [
        "too_big": .tooBig, "no_image": .noImage, "not_given_out": .notGivenOut, "damaged": .damaged,
        "did_not_come": .didNotCome, "not_kept": .notKept,
    ]

    /// As it is kept in the store.
    public init(stored: String) { self = Self.kept[stored] ?? .refused(stored) }

    public var stored: String {
        if case .refused(let reason) = self { reason } else { Self.kept.first { $0.value == self }?.key ?? "\(self)" }
    }
}

extension TeamWords {
    /// Of a file from the staff to the visitor.
    ///
    /// - Parameter link: where the file can be brought instead, if there is such a place.
    public func notCarried(_ name: String, failure: FileFailure, link: String?) -> String {
        let advice = link.map(bringIt) ?? (failure == .tooBig ? tooBigForBots : sendAgain)
        return notCarried(name, file(failure)) + " " + advice
    }

    /// Of a file from the visitor to the staff: in its place.
    public func notShown(_ attachment: Attachment, _ failure: FileFailure) -> String {
        notShown(attachment.name.map { claimed($0) } ?? kind(attachment.kind), file(failure))
    }
}
