/// A configuration file with every setting: what it is for, and its default as a comment.
enum SettingsFile {
    /// What a terminal shows in a line.
    private static let width = 80
    private static let head = """
        Settings of Otvet, as NAME=VALUE. A line that begins with # is a comment; remove the # to change a setting. What is \
        shown is the default. Flags and the environment are stronger than this file.
        """

    /// - Parameter values: What is set; all else stays a comment.
    static func text(values: [Setting: String]) -> String {
        let entries = Setting.allCases.map { comment($0.help) + line($0, values[$0]) }
        return ([comment(head)] + entries).joined(separator: "\n")
    }

    private static func line(_ setting: Setting, _ value: String?) -> String {
        value.map { "\(setting.rawValue)=\(quoted($0))\n" } ?? "#\(setting.rawValue)=\(setting.defaultValue ?? "")\n"
    }

    /// In quotes if the value would otherwise lose some of its own, or what follows a #.
    private static func quoted(_ value: String) -> String {
        guard value.contains("#") || value.hasPrefix("\"") || value.hasPrefix("'") else { return value }
        return value.contains("\"") ? "'\(value)'" : "\"\(value)\""
    }

    /// The words in lines that fit.
    private static func comment(_ text: String) -> String {
        var (lines, line) = ("", "#")
        for word in text.split(separator: " ") {
            if line.count + 1 + word.count > width, line != "#" { (lines, line) = (lines + line + "\n", "#") }
            line += " " + word
        }
        return lines + line + "\n"
    }
}
