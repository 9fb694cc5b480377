/// How the widget looks on the site, as administrators choose it in the panel.
public struct WidgetLook: Sendable, Equatable {
    public enum Side: String, Sendable {
        case right, left
    }

    public enum Theme: String, Sendable {
        /// As the visitor's system has it.
        case auto
        case light, dark
    }

    /// Where the gradient of launcher, header and own messages begins and ends.
    public let accent: WidgetColor
    public let accentEnd: WidgetColor
    public let side: Side
    public let theme: Theme
    /// What the widget is called; empty for its own words.
    public let name: String
    /// What it says before anybody has written; empty for its own words.
    public let greeting: String

    /// Characters (Unicode scalars).
    public static let longestName = 60
    public static let longestGreeting = 300
    /// What white text needs, and what its large letters and signs do. https://www.w3.org/TR/WCAG22/#contrast-minimum
    public static let leastContrast = 4.5
    public static let leastContrastOfEnd = 3.0

    /// What the widget looks like by itself.
    public static let standard = WidgetLook()

    private init() {
        accent = WidgetColor(red: 0x60, green: 0x50, blue: 0xBA)
        accentEnd = WidgetColor(red: 0x8B, green: 0x5C, blue: 0xF6)
        (side, theme, name, greeting) = (.right, .auto, "", "")
    }

    /// The members as they were said; nil for what was not.
    public struct Draft: Sendable {
        public var accent, accentEnd, side, theme, name, greeting: String?

        public init() {}
    }

    /// What has the shape of a look; whether white can be read on it is asked only of a new one.
    ///
    /// - Throws: ``LookFault``, for the first member that is missing or not of its form.
    public init(_ draft: Draft) throws(LookFault) {
        guard let accent = draft.accent.flatMap(WidgetColor.init) else { throw .color(.accent) }
        guard let accentEnd = draft.accentEnd.flatMap(WidgetColor.init) else { throw .color(.accentEnd) }
        guard let side = draft.side.flatMap(Side.init) else { throw .side }
        guard let theme = draft.theme.flatMap(Theme.init) else { throw .theme }
        guard let name = draft.name, Self.isText(name, upTo: Self.longestName, allowing: []) else { throw .name }
        guard let greeting = draft.greeting, Self.isText(greeting, upTo: Self.longestGreeting, allowing: ["\n"])
        else { throw .greeting }
        (self.accent, self.accentEnd, self.side, self.theme) = (accent, accentEnd, side, theme)
        (self.name, self.greeting) = (name, greeting)
    }

    /// - Throws: ``LookFault/contrast(_:ratio:)`` if white can't be read on a colour.
    public func checkContrast() throws(LookFault) {
        for (color, field, least) in [
            (accent, LookFault.Color.accent, Self.leastContrast), (accentEnd, .accentEnd, Self.leastContrastOfEnd),
        ] where color.contrastWithWhite < least {
            throw .contrast(field, ratio: color.contrastWithWhite)
        }
    }

    private static func isText(_ text: String, upTo limit: Int, allowing breaks: Set<Unicode.Scalar>) -> Bool {
        text.unicodeScalars.count <= limit
            && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control || breaks.contains($0) }
    }
}
