import JSON

extension [Reaction] {
    /// - Throws: ``JSONError`` if it is not an array of `{"emoji", "count"}`.
    public init(json: [UInt8]) throws {
        var reactions: [Reaction] = []
        var reader = JSONReader(json)
        try reader.array { reader in
            var (emoji, count) = ("", 0)
            try reader.object { name, reader in
                switch name {
                case "emoji": emoji = try reader.string()
                case "count": count = try reader.integer()
                default: try reader.skip()
                }
            }
            reactions.append(Reaction(emoji: emoji, count: count))
        }
        self = reactions
    }
}
