public import Domain
import Store

extension Desk {
    public func widgetLook() throws -> WidgetLook { try store.read { try $0.widgetLook() } ?? .standard }

    /// - Throws: ``DeskError/lookRefused(_:)`` if white text can't be read on its colours.
    public func setWidgetLook(_ look: WidgetLook) async throws {
        do {
            try look.checkContrast()
        } catch {
            throw DeskError.lookRefused(error)
        }
        try await store.write { try $0.setWidgetLook(look) }
    }
}
