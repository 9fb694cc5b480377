public import HTTPEngine

extension TelegramSimulator {
    /// Adds the Bot API (`/bot<token>/<method>`), the control API (`/simulator/…`) and the page (`/`).
    public func routes(into router: inout Router) {
        addBotAPI(to: &router)
        addControl(to: &router)
        addPages(to: &router)
    }
}
