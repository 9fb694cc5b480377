/// Why a site's token does not tell who a visitor is. It is for the site's developer; visitors never see it.
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

    /// The most bytes of a token: more than any cookie holds, and few enough to be checked at once.
    public static let longestToken = 16 * 1024
}
