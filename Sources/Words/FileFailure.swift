public import Domain

/// Why a file could not be carried to the other side.
public enum FileFailure: Equatable, Sendable {
    /// The file has over 20 MB, and Telegram gives bots nothing larger.
    case tooBig
    /// The sticker is in a format that browsers do not show.
    case noImage
    case notGivenOut
    case damaged
    /// Telegram was asked for it several times, and it did not come.
    case didNotCome
    /// The store refused it.
    case notKept
    /// Its content is not on this machine's disk.
    case notHere
    /// Another reason, already as a sentence.
    case refused(String)

    private static let kept: [String: FileFailure] = [
        "too_big": .tooBig, "no_image": .noImage, "not_given_out": .notGivenOut, "damaged": .damaged,
        "did_not_come": .didNotCome, "not_kept": .notKept,
    ]

    /// Reads the form that the store keeps.
    public init(stored: String) { self = Self.kept[stored] ?? .refused(stored) }

    public var stored: String {
        if case .refused(let reason) = self { reason } else { Self.kept.first { $0.value == self }?.key ?? "\(self)" }
    }
}

extension TeamWords {
    /// A sentence about a file from the staff that the visitor does not get.
    ///
    /// - Parameter link: An address where the file can be uploaded instead; nil if there is none.
    public func notCarried(_ name: String, failure: FileFailure, link: String?) -> String {
        let advice = link.map(bringIt) ?? (failure == .tooBig ? tooBigForBots : sendAgain)
        return notCarried(name, file(failure)) + " " + advice
    }

    /// A sentence in place of a file from the visitor that the staff do not get.
    public func notShown(_ attachment: Attachment, _ failure: FileFailure) -> String {
        notShown(attachment.name.map { claimed($0) } ?? kind(attachment.kind), file(failure))
    }
}
