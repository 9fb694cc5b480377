/// Checks the buttons under a message.
enum InlineKeyboard {
    /// The most buttons of one message; more are refused.
    private static let maximumButtons = 100
    private static let maximumRow = 8
    /// The most bytes of `callback_data`.
    private static let maximumData = 64
    /// A button must have exactly one of these.
    private static let deeds = [
        "callback_data", "url", "login_url", "web_app", "copy_text", "switch_inline_query",
        "switch_inline_query_current_chat", "switch_inline_query_chosen_chat",
    ]

    /// `reply_markup` as it is shown in the message. Nil if there is none, or if it is a keyboard of another kind,
    /// which belongs to the user and not to the message.
    static func json(_ parameters: Parameters) throws(APIError) -> APIValue? {
        guard let value = parameters.values["reply_markup"], value != .null, value != .string("") else { return nil }
        guard let markup = value.string.map({ APIValue(Array($0.utf8)) }) ?? value else {
            throw .badRequest("can't parse reply keyboard markup JSON object")
        }
        guard let members = markup.members else { throw .badRequest("object expected as reply markup") }
        guard let keyboard = members["inline_keyboard"] else { return nil }
        guard let rows = keyboard.elements else {
            throw .badRequest("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays")
        }
        var count = 0
        for row in rows {
            guard let buttons = row.elements else {
                throw .badRequest("field \"inline_keyboard\" of the InlineKeyboardMarkup must be an Array of Arrays")
            }
            for button in buttons { try check(button) }
            count += buttons.count
            guard buttons.count <= maximumRow else { throw .badRequest("reply markup is too long") }
        }
        guard count <= maximumButtons else { throw .badRequest("reply markup is too long") }
        return count == 0 ? nil : ["inline_keyboard": keyboard]
    }

    private static func check(_ button: APIValue) throws(APIError) {
        guard let members = button.members else {
            throw .badRequest("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
        }
        guard let text = members["text"]?.string, !text.isEmpty else {
            throw .badRequest("can't parse inline keyboard button: Can't find field \"text\"")
        }
        let chosen = deeds.filter { members[$0] != nil }
        guard chosen.count == 1 else {
            throw .badRequest(
                "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
        }
        if let data = members["callback_data"] {
            guard let bytes = data.string?.utf8.count, 1...maximumData ~= bytes else {
                throw .badRequest("BUTTON_DATA_INVALID")
            }
        }
        if let url = members["url"] {
            let schemes = ["http://", "https://", "tg://"]
            guard let address = url.string, schemes.contains(where: { address.hasPrefix($0) && address != $0 }) else {
                throw .badRequest("BUTTON_URL_INVALID")
            }
        }
    }
}
