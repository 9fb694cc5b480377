/// A setting that can't be used. Its description is one line that names the setting and says what to do.
enum ConfigurationError: Error, Equatable, CustomStringConvertible {
    case invalid(Setting, source: String, reason: String)
    case missing(Setting, reason: String)
    case unknown(name: String, source: String)
    case malformedLine(number: Int, file: String)
    case malformedQuotes(number: Int, file: String)
    case unreadableFile(path: String, reason: String)

    var description: String {
        switch self {
        case .invalid(let setting, let source, let reason): "\(setting.rawValue) (from \(source)): \(reason)"
        case .missing(let setting, let reason): "\(setting.rawValue) is missing: \(reason)"
        case .unknown(let name, let source):
            "\(name) (from \(source)) is no setting of otvet; `otvet serve --help` lists them all"
        case .malformedLine(let number, let file): "\(file), line \(number): expected NAME=VALUE, or # and a comment"
        case .malformedQuotes(let number, let file):
            "\(file), line \(number): a quote is not closed, or something follows the closing one"
        case .unreadableFile(let path, let reason): "can't read the configuration file \(path): \(reason)"
        }
    }
}
