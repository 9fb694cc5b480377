import Desk
import Domain
import HTTPEngine
import HTTPTypes
import JSON

extension WebAPI {
    /// `GET /api/admin/widget`
    func widgetLook(_ request: Request, _: Staff) throws -> Response {
        return response(try desk.widgetLook())
    }

    /// `PUT /api/admin/widget`: replaces the whole look.
    func setWidgetLook(_ request: Request, _ staff: Staff) async throws -> Response {
        var draft = WidgetLook.Draft()
        try readBody(request) { name, reader in
            switch name {
            case "accent": draft.accent = try reader.string()
            case "accent_end": draft.accentEnd = try reader.string()
            case "side": draft.side = try reader.string()
            case "theme": draft.theme = try reader.string()
            case "name": draft.name = try reader.string()
            case "greeting": draft.greeting = try reader.string()
            case "privacy_url": draft.privacyURL = try reader.string()
            default: try reader.skip()
            }
        }
        let look: WidgetLook
        do {
            look = try WidgetLook(draft)
        } catch {
            throw DeskError.lookRefused(error)
        }
        try await desk.setWidgetLook(look, by: actor(staff, request))
        widgetScript.renew()
        return response(look)
    }

    private func response(_ look: WidgetLook) -> Response {
        .json { json in
            json.object("look") { $0.members(of: look) }
        }
    }
}

extension JSONWriter {
    mutating func members(of look: WidgetLook) {
        member("accent", look.accent.description)
        member("accent_end", look.accentEnd.description)
        member("side", look.side.rawValue)
        member("theme", look.theme.rawValue)
        member("name", look.name)
        member("greeting", look.greeting)
        member("privacy_url", look.privacyURL)
    }
}
