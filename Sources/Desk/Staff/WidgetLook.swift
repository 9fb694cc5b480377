public import Domain
import Store

extension Desk {
    public func widgetLook() throws -> WidgetLook { try store.read { try $0.widgetLook() } ?? .standard }

    /// - Throws: ``DeskError/lookRefused(_:)`` if white text can't be read on its colours.
    public func setWidgetLook(_ look: WidgetLook, by actor: StaffActor) async throws {
        do {
            try look.checkContrast()
        } catch {
            throw DeskError.lookRefused(error)
        }
        let now = clock()
        try await store.write { transaction in
            try transaction.setWidgetLook(look)
            try transaction.audit(.lookChanged, by: actor, now: now)
        }
    }
}
