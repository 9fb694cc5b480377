/// Why a look of the widget is refused. It is told to the administrator who chose it.
public enum LookFault: Error, Sendable, Equatable {
    public enum Color: Sendable {
        case accent, accentEnd

        /// What white needs on it to be read.
        public var leastContrast: Double {
            self == .accent ? WidgetLook.leastContrast : WidgetLook.leastContrastOfEnd
        }
    }

    case color(Color)
    case side, theme, name, greeting, privacyURL
    /// White text can't be read on the colour.
    case contrast(Color, ratio: Double)
}
