import Domain
import Testing

@testable import Desk

@Suite struct VisitorCardTests {
    func card(name: String? = nil, title: String? = nil) -> VisitorCard {
        let user = User(
            id: UserID(rawValue: 1), externalID: nil, name: name, email: nil, createdAt: Timestamp(milliseconds: 0))
        return VisitorCard(
            ticket: TicketID(rawValue: 42), user: user,
            context: VisitorContext(pageURL: "https://shop.example/lamp", pageTitle: title, locale: "ru"),
            openedAt: Timestamp(milliseconds: 0))
    }

    @Test func topicName_saysWho_orFromWhere_withinTelegramsLimit() {
        #expect(card(name: "Анна").topicName(.open) == "🟠 #42 Анна")
        #expect(card(title: "Lamp").topicName(.open) == "🟠 #42 Lamp")
        #expect(card().topicName(.open) == "🟠 #42")
        #expect(card(name: "Анна").topicName(nil) == "#42 Анна")
        #expect(card(title: "a\nb").topicName(.open) == "🟠 #42 ab")
        #expect(card(title: String(repeating: "😀", count: 300)).topicName(.open).utf16.count <= 128)
    }

    @Test(arguments: [(nil, false, "(anonymous)"), ("u1", false, "(not verified)"), ("u1", true, "(verified)")])
    func text_saysWhoItIs_andWhetherThatIsCertain(id: String?, isVerified: Bool, certainty: String) {
        let user = User(
            id: UserID(rawValue: 1), externalID: id, name: "Anna", email: "anna@shop.example",
            createdAt: Timestamp(milliseconds: 0), memberID: "M-7", isVerified: isVerified)
        let text = VisitorCard(
            ticket: TicketID(rawValue: 42), user: user, context: VisitorContext(),
            openedAt: Timestamp(milliseconds: 0)
        ).text
        for part in ["Anna \(certainty)", "E-mail: anna@shop.example", "Member: M-7"] { #expect(text.contains(part)) }
        #expect(text.contains("Id: u1") == (id != nil))
    }

    @Test func text_saysWhatIsKnown_andNothingElse() {
        let text = card(title: "Lamp").text
        for part in ["anonymous", "Lamp", "https://shop.example/lamp", "ru", "#42"] { #expect(text.contains(part)) }
        #expect(!text.contains("E-mail"))
        #expect(!text.contains("nil"))
    }
}
