import Testing

@testable import Domain

@Suite struct HiddenContactsTests {
    /// Texts with what is hidden between ⟦ and ⟧.
    static let texts = [
        // E-mail addresses.
        "⟦anna@example.com⟧", "Write to ⟦anna@example.com⟧.", "(⟦anna+shop@mail.example.co.uk⟧)",
        "mailto:⟦a.b_c-d@example.com⟧,⟦x@y.io⟧", "⟦анна@почта.рф⟧",
        "⟦anna@xn--80a1acny.xn--p1ai⟧", "⟦anna@bücher.example⟧",
        "⟦\"anna b\"@example.com⟧", "⟦anna@[192.168.0.1]⟧", "https://shop.example/?email=⟦anna@shop.example⟧&page=2",
        "⟦o'neil@example.com⟧ and ⟦BORIS@EXAMPLE.COM⟧", "⟦anna＠example.com⟧", "⟦anna@exam…",
        // Phone numbers.
        "⟦+7 (999) 123-45-67⟧", "⟦+79991234567⟧", "⟦8-800-555-35-35⟧", "⟦8 (800) 555 35 35⟧", "⟦89991234567⟧",
        "⟦8 999 123 45 67⟧", "⟦8.999.123.45.67⟧", "call ⟦9991234567⟧ today", "⟦(495) 123-45-67⟧", "⟦123-45-67⟧",
        "⟦+49 30 1234567⟧", "⟦030 12345678⟧", "⟦01 23 45 67 89⟧", "⟦020 7946 0958⟧",
        "⟦(212) 555-0123⟧", "⟦212-555-0123⟧",
        "⟦1-800-555-0123⟧", "⟦+1 212 555 0123⟧", "⟦0049 30 1234567⟧", "⟦380501234567⟧", "⟦+380 50 123 45 67⟧",
        "⟦+٧٩٩٩١٢٣٤٥٦٧⟧", "⟦８９９９１２３４５６７⟧", "⟦8\u{A0}999\u{A0}123‑45‑67⟧", "⟦8999\u{200B}1234567⟧",
        "⟦89991234567⟧ ⟦89997654321⟧", "two: ⟦+79991234567⟧, ⟦+79997654321⟧",
        "wa.me/⟦79991234567⟧", "тел.⟦8 912 345 67 89⟧",
        // Card numbers.
        "⟦4111 1111 1111 1111⟧", "⟦4111111111111111⟧", "⟦5555-5555-5555-4444⟧",
        "⟦378282246310005⟧", "⟦3782 822463 10005⟧",
        "⟦2200 0000 0000 0004⟧ 12/28", "⟦6304000000000000⟧", "⟦4111 1111 1111 1111⟧ 12 28", "№ ⟦4111 1111 1111 1111⟧",
        "⟦4222222222222⟧", "⟦６０１１１１１１１１１１１１１７⟧",
        // What stays.
        "", "Hello", "@anna", "anna@", "a@b", "5 @ 3.50", "@channel.name", "anna@localhost",
        "4111 1111 1111 1112", "order 1234567890", "#9991234567", "№ 89991234567", "order 2024-000123",
        "31.12.2025 23:59", "2025-12-31 23:59:59", "2025-12-31T23:59:59.123456Z",
        "01.05.2024 12:30", "20240512143000",
        "1714567890123", "12 500 000 ₽", "1 250 000 - 1 500 000", "8 900 000 000", "1,234,567.89",
        "$9991234567", "3.14159265358979",
        "192.168.100.200", "192.168.100.20:8080", "255.255.255.0",
        "550e8400-e29b-41d4-a716-446655440000", "10:30-12:45",
        "Chrome/120.0.6099.109 Safari/604.1", "1-2-3-4-5-6-7-8-9", "12345", "100 000 2000", "+5", "2+2=4", "v8.912.3",
        "deadbeef9123456789abcdef",
    ]

    @Test(arguments: texts) func addressesAndNumbersBecomeDots_andNothingElse(marked: String) {
        var (text, expected, isHidden) = ("", "", false)
        for scalar in marked.unicodeScalars {
            switch scalar {
            case "⟦": isHidden = true
            case "⟧": isHidden = false
            case "…" where isHidden:
                // What was cut off ends before the ellipsis.
                isHidden = false
                fallthrough
            default:
                text.unicodeScalars.append(scalar)
                expected += isHidden ? String(repeating: "•", count: UTF16.width(scalar)) : String(scalar)
            }
        }
        #expect(text.hidingContacts == expected)
        #expect(text.hidingContacts.utf16.count == text.utf16.count)
        #expect(text.hidingContacts.hidingContacts == expected)
    }

    @Test func aCharacterOfTwoUnits_becomesTwoDots() {
        let text = "😀 𝟖𝟗𝟗𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕!"
        #expect(text.hidingContacts == "😀 " + String(repeating: "•", count: 22) + "!")
    }

    @Test(arguments: [
        ("anna@example.com.pdf", "••••••••••••••••.pdf"),
        ("+79991234567.jpg", "••••••••••••.jpg"), ("photo.jpg", "photo.jpg"),
        (".hidden", ".hidden"), ("anna@example.company", "••••••••••••.company"),
    ]) func fileName_keepsItsEnding(name: String, hidden: String) {
        #expect(name.hidingContactsInStem == hidden)
    }
}
