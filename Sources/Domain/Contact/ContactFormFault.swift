/// Why a contact form is refused. It is told to the administrator who made it. Positions are counted from one.
public enum ContactFormFault: Error, Sendable, Equatable {
    case moment, audience
    /// There are none, or too many.
    case fields
    case kind(position: Int)
    /// The key of an own question is missing or malformed.
    case key(position: Int)
    /// The label is too long, or an own question has none.
    case label(position: Int)
    /// It is not said whether it must be answered.
    case required(position: Int)
    /// The same is asked twice.
    case repeated(position: Int)

    /// Which field it is; nil if it is the form as a whole.
    public var position: Int? {
        switch self {
        case .moment, .audience, .fields: nil
        case .kind(let position), .key(let position), .label(let position), .required(let position),
            .repeated(let position):
            position
        }
    }
}
