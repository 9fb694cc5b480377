extension Group {
    mutating func log(_ method: String, _ parameters: Parameters, by bot: Person) -> Int {
        lastCall += 1
        if calls.count >= configuration.calls { calls.removeFirst(configuration.calls / 10 + 1) }
        calls.append(Call(number: lastCall, time: now, botID: bot.id, method: method, parameters: parameters.logged))
        return lastCall
    }

    mutating func logAnswer(_ number: Int, status: Int, description: String? = nil) {
        guard let index = calls.lastIndex(where: { $0.number == number }) else { return }
        calls[index].status = status
        calls[index].description = description
    }
}
