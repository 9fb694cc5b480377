/// Why a site's token does not tell who a visitor is. For the site's developer: visitors never see it.
public enum TokenFault: Error, Sendable, CaseIterable {
    case tooLong
    case malformed
    case header
    case algorithm
    case unsigned
    case unknownKey
    case signature
    case claims
    case repeatedName
    case subjectNotText
    case expiryNotNumber
    case startNotNumber
    case issuerNotText
    case audienceNotText
    case noExpiry
    case expiryTooFar
    case expired
    case notYetValid
    case issuer
    case audience
    case noSubject

    /// Bytes of a token: more than any cookie holds, and little enough to check at once.
    public static let longestToken = 16 * 1024
}
