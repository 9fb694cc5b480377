/// How the widget looks on the site, as administrators choose it in the panel.
public struct WidgetLook: Sendable, Equatable {
    public enum Side: String, Sendable {
        case right, left
    }

    public enum Theme: String, Sendable {
        /// As the visitor's system is set.
        case auto
        case light, dark
    }

    /// The two ends of the gradient of the launcher, the header and the visitor's own messages.
    public let accent: WidgetColor
    public let accentEnd: WidgetColor
    public let side: Side
    public let theme: Theme
    /// The name of the widget; empty for the standard one.
    public let name: String
    /// The greeting before anybody has written; empty for the standard one.
    public let greeting: String
    /// The address of the site's privacy policy, to which the widget links until the first message is sent; empty for none.
    public let privacyURL: String

    /// The most characters (Unicode scalars).
    public static let longestName = 60
    public static let longestGreeting = 300
    /// Bytes.
    public static let longestURL = 500
    /// The contrast that WCAG asks for white text; large letters and icons need less.
    /// https://www.w3.org/TR/WCAG22/#contrast-minimum
    public static let leastContrast = 4.5
    public static let leastContrastOfEnd = 3.0

    /// The look if nobody has chosen one.
    public static let standard = WidgetLook()

    private init() {
        accent = WidgetColor(red: 0x60, green: 0x50, blue: 0xBA)
        accentEnd = WidgetColor(red: 0x8B, green: 0x5C, blue: 0xF6)
        (side, theme, name, greeting, privacyURL) = (.right, .auto, "", "", "")
    }

    /// The members of a look as a request gives them; nil for those it does not give.
    public struct Draft: Sendable {
        public var accent, accentEnd, side, theme, name, greeting: String?
        /// Nil for none: those who made a look before there was such an address don't give it.
        public var privacyURL: String?

        public init() {}
    }

    /// Checks the form of each member. Whether white can be read on the colours is only asked of a
    /// new look, by ``checkContrast()``.
    ///
    /// - Throws: ``LookFault`` for the first member that is missing or malformed.
    public init(_ draft: Draft) throws(LookFault) {
        guard let accent = draft.accent.flatMap(WidgetColor.init) else { throw .color(.accent) }
        guard let accentEnd = draft.accentEnd.flatMap(WidgetColor.init) else { throw .color(.accentEnd) }
        guard let side = draft.side.flatMap(Side.init) else { throw .side }
        guard let theme = draft.theme.flatMap(Theme.init) else { throw .theme }
        guard let name = draft.name, Self.isText(name, upTo: Self.longestName, allowing: []) else { throw .name }
        guard let greeting = draft.greeting, Self.isText(greeting, upTo: Self.longestGreeting, allowing: ["\n"])
        else { throw .greeting }
        (self.accent, self.accentEnd, self.side, self.theme) = (accent, accentEnd, side, theme)
        let privacyURL = draft.privacyURL ?? ""
        guard privacyURL.isEmpty || Self.isWebAddress(privacyURL) else { throw .privacyURL }
        (self.name, self.greeting, self.privacyURL) = (name, greeting, privacyURL)
    }

    /// - Throws: ``LookFault/contrast(_:ratio:)`` if white text can't be read on a colour.
    public func checkContrast() throws(LookFault) {
        for (color, field, least) in [
            (accent, LookFault.Color.accent, Self.leastContrast), (accentEnd, .accentEnd, Self.leastContrastOfEnd),
        ] where color.contrastWithWhite < least {
            throw .contrast(field, ratio: color.contrastWithWhite)
        }
    }

    /// Whether it is an `https:` address with a host, in the letters that addresses are written in (RFC 3986), and without a
    /// name or password.
    private static func isWebAddress(_ text: String) -> Bool {
        let scheme = "https://"
        guard text.utf8.count <= longestURL, text.hasPrefix(scheme) else { return false }
        let rest = text.dropFirst(scheme.count)
        let host = rest.prefix { !"/?#".contains($0) }
        let isHost = host.contains { $0.isLetter || $0.isNumber } && !host.contains("@")
        return isHost && rest.utf8.allSatisfy { 0x21...0x7E ~= $0 && !#"<>"\^`{|}"#.utf8.contains($0) }
    }

    private static func isText(_ text: String, upTo limit: Int, allowing breaks: Set<Unicode.Scalar>) -> Bool {
        text.unicodeScalars.count <= limit
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control || breaks.contains($0) }
    }
}
