extension Group {
    /// `getMe` → User
    func getMe() -> MethodResult {
        var user = bot.json
        user["can_join_groups"] = true
        user["can_read_all_group_messages"] = false
        user["supports_inline_queries"] = false
        return MethodResult(user)
    }
}
