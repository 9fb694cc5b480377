import Domain

extension LookFault {
    var code: String {
        switch self {
        case .color(let field): "invalid_" + field.name
        case .side: "invalid_side"
        case .theme: "invalid_theme"
        case .name: "invalid_name"
        case .greeting: "invalid_greeting"
        case .privacyURL: "invalid_privacy_url"
        case .contrast: "low_contrast"
        }
    }

    /// A sentence that says what is wrong, and what to do.
    var message: String {
        switch self {
        case .color(let field): "\(field.name) is no colour of the form #rrggbb: write one such as #6050ba."
        case .side: "side is neither right nor left: choose one of them."
        case .theme: "theme is none of auto, light and dark: choose one of them."
        case .name:
            "name is missing, or has over \(WidgetLook.longestName) characters or more than one line: leave it empty, or make it shorter."
        case .greeting:
            "greeting is missing, or has over \(WidgetLook.longestGreeting) characters: leave it empty, or make it shorter."
        case .privacyURL:
            "privacy_url is no https:// address of up to \(WidgetLook.longestURL) bytes: leave it empty, or write one such as https://shop.example/privacy."
        case .contrast(let field, let ratio):
            "White text on \(field.name) has a contrast of \(Self.tenths(ratio)):1, and it needs "
                + "\(Self.tenths(field.leastContrast)):1 to be read: choose a darker colour."
        }
    }

    /// Rounded down, so that a ratio that is too small never looks sufficient.
    private static func tenths(_ ratio: Double) -> String {
        let tenths = Int(ratio * 10)
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension LookFault.Color {
    /// What requests call it.
    fileprivate var name: String {
        switch self {
        case .accent: "accent"
        case .accentEnd: "accent_end"
        }
    }
}
