extension Group {
    /// The most private conversations that are kept, and the most posts of the bot in each.
    private static let mostPrivateChats = 1000
    private static let mostPrivatePosts = 100

    /// Somebody writes to the bot in private, whether or not they are in the group. Only
    /// after that the bot may write to them.
    public mutating func writePrivately(_ text: String, by author: Participant) throws(APIError) {
        let person = author.account
        let formatted = try FormattedText(text)
        guard privatePosts[person.id] != nil || privatePosts.count < Self.mostPrivateChats else { return }
        privatePosts[person.id] = privatePosts[person.id] ?? []
        updates.add("message", privateMessage(formatted, from: person, with: person))
    }

    /// `sendMessage` to a person.
    mutating func sendPrivately(_ parameters: Parameters, to user: Int) throws(APIError) -> MethodResult {
        let formatted = try text(parameters)
        guard let posts = privatePosts[user] else { throw .forbidden("bot can't initiate conversation with a user") }
        privatePosts[user] = posts.suffix(Self.mostPrivatePosts - 1) + [formatted.text]
        let person = members[user] ?? Person(id: user, firstName: "Stranger")
        return MethodResult(privateMessage(formatted, from: bot, with: person))
    }

    private mutating func privateMessage(_ formatted: FormattedText, from: Person, with person: Person) -> APIValue {
        lastMessageID += 1
        let chat: APIValue = [
            "id": .integer(person.id), "type": "private", "first_name": .string(person.firstName),
        ]
        let head: [String: APIValue] = [
            "message_id": .integer(lastMessageID), "from": from.json, "chat": chat, "date": .integer(now / 1000),
        ]
        return .object(head.merging(formatted.json("text", "entities")) { $1 })
    }
}
