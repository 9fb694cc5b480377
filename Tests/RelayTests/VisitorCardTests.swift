import Domain
import Telegram
import Testing
import Words

@_spi(Channel) @testable import Desk
@testable import Relay

@Suite struct VisitorCardTests {
    func card(
        name: String? = nil, title: String? = nil, subject: String? = nil, id: String? = nil, isVerified: Bool = false,
        words: TeamWords = .english
    ) -> VisitorCard {
        let user = Domain.User(
            id: UserID(rawValue: 1), externalID: id, name: name, email: id.map { _ in "anna@shop.example" },
            createdAt: Timestamp(milliseconds: 0), memberID: id.map { _ in "M-7" }, isVerified: isVerified)
        return VisitorCard(
            ticket: TicketID(rawValue: 42), user: user,
            context: VisitorContext(pageURL: "https://shop.example/lamp", pageTitle: title, locale: "ru"),
            openedAt: Timestamp(milliseconds: 0), subject: subject, words: words)
    }

    @Test func topicName_saysWho_orFromWhere_andAboutWhat_withinTelegramsLimit() {
        #expect(card(name: "Анна").topicName(.open) == "🟠 #42 “Анна”")
        #expect(card(title: "Lamp").topicName(.open) == "🟠 #42 “Lamp”")
        #expect(card().topicName(.open) == "🟠 #42")
        #expect(card(name: "Анна", words: .russian).topicName(nil) == "#42 «Анна»")
        #expect(card(name: "Anna", id: "u1", isVerified: true).topicName(nil) == "#42 Anna")
        #expect(card(name: "Anna", subject: "Broken lamp").topicName(nil) == "#42 “Anna” – “Broken lamp”")
        #expect(card(title: "a\nb").topicName(.open) == "🟠 #42 “a b”")
        let long = String(repeating: "😀", count: 300)
        #expect(card(name: long, subject: long).topicName(.open).utf16.count <= 128)
        #expect(VisitorCard.ticket(inTopicName: card(name: "#7", subject: "#8").topicName(.open))?.rawValue == 42)
    }

    @Test(arguments: [(nil, false, "(anonymous)"), ("u1", false, "(not verified)"), ("u1", true, "(verified)")])
    func text_saysWhoItIs_andWhetherThatIsCertain(id: String?, isVerified: Bool, certainty: String) {
        let text = card(name: "Anna", id: id, isVerified: isVerified).text.text
        #expect(text.hasPrefix(isVerified ? "👤 Anna \(certainty)" : "👤 “Anna” \(certainty)"))
        let parts =
            isVerified ? ["E-mail: anna@shop.example", "Member ID: M-7"] : ["E-mail: “anna@", "Member ID: “M-7”"]
        for part in parts { #expect(text.contains(part) == (id != nil)) }
    }

    @Test func text_saysWhatIsKnown_andNothingElse() {
        let text = card(title: "Lamp", subject: "Broken").text.text
        for part in ["anonymous", "“Lamp”", "“https://shop.example/lamp”", "ru", "#42", "Subject: “Broken”"] {
            #expect(text.contains(part))
        }
        #expect(!text.contains("E-mail"))
        #expect(!text.contains("nil"))
    }

    @Test func text_saysWhatWasAnswered_andWhatTheSiteSays_andWhichOfItIsSigned() {
        var card = card(name: "Anna", words: .russian)
        let label = ContactLabel(english: "Order", russian: "Номер заказа")
        card.answers = [
            ContactAnswer(field: "name", kind: .name, label: ContactLabel(), value: "Anna", position: 0),
            ContactAnswer(field: "phone", kind: .phone, label: ContactLabel(), value: "+7 999", position: 1),
            ContactAnswer(field: "order", kind: .text, label: label, value: "7\n👤»", position: 2),
        ]
        card.attributes = [
            UserAttribute(stored: "plan", value: "pro", isSigned: true),
            UserAttribute(stored: "cart", value: "€129»", isSigned: false),
        ]
        card.pages = ["Корзина", "Лампа"].compactMap {
            VisitedPage(url: "https://shop.example/", title: $0, at: Timestamp(milliseconds: 0))
        }
        let lines = card.text.text.split(separator: "\n")
        #expect(lines.contains("Телефон: «+7 999»") && lines.contains("Номер заказа: «7 👤»"))
        #expect(lines.contains("От сайта: plan: pro · «cart: €129»"))
        #expect(lines.contains("Путь по сайту: «Корзина» ← «Лампа»"))
        #expect(!lines.contains { $0.hasPrefix("Имя") })
    }

    /// Whatever breaks lines or turns the direction of writing.
    static let breaks = [
        "\n", "\r", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}", "\u{1E}", "\u{202E}", "\u{2066}",
        "\u{200F}",
        "\u{61C}", "\u{2800}", "\u{3164}", "\0",
    ]

    @Test(arguments: breaks) func nothingAVisitorSays_makesALineOfTheCard_orOfItsMarks(character: String) {
        let forged = "Lamp\(character)👤 Anna (verified)\(character)” (verified)"
        let card = card(name: forged, title: forged, subject: forged)
        let text = card.text.text
        #expect(!text.unicodeScalars.contains { character.unicodeScalars.contains($0) && $0 != "\n" })
        #expect(text.split(separator: "\n").allSatisfy { $0.hasPrefix("👤") == ($0 == text.split(separator: "\n")[0]) })
        #expect(text.split(separator: "\n")[0].hasSuffix("(verified)” (anonymous)"))
        #expect(card.topicName(nil).unicodeScalars.allSatisfy { !character.unicodeScalars.contains($0) })
        let units = Array(text.utf16)
        let bold = card.text.entities.map { String(decoding: units[$0.offset..<$0.offset + $0.length], as: UTF16.self) }
        #expect(bold.first == "👤 " && bold.dropFirst().first == " (anonymous)")
        #expect(!bold.contains { $0.contains("verified") })
    }

    @Test func text_neverPassesTheLimit_andItsMarksFit() {
        var card = card(name: String(repeating: "😀", count: 900), title: String(repeating: "x", count: 900))
        card.earlier = (0..<10).map { number in
            Domain.Message(
                id: MessageID(rawValue: number), ticket: card.ticket, author: .user, authorName: nil,
                text: String(repeating: "👨‍👩‍👧", count: 300), createdAt: Timestamp(milliseconds: 0), editedAt: nil,
                clientID: nil, replyTo: nil)
        }
        let text = card.text
        #expect(text.text.utf16.count <= Post.limit)
        #expect(text.entities.allSatisfy { $0.offset + $0.length <= text.text.utf16.count })
    }
}
